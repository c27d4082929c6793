"""Folders packed into one file, of which each member is read as a file of its own.

zip_archive         ZIP
tar_archive         TAR, packed or not
members             which members are passed over, and how damage is told of
"""
