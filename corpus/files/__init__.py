"""Paths to bytes, within bounds, and bytes to text.

finding             the files under paths and folders, opened
named_paths         what a script names: a path, or several
unpacking           what is packed, unpacked as it is read
zstandard           frames of zstd, by a library that newer Pythons bring
encodings           bytes to text
"""
