"""Paths to bytes, within bounds, and bytes to text.

finding             the files under paths and folders, opened
unpacking           what is packed, unpacked as it is read
encodings           bytes to text
"""
