"""Vectors in files, searched through FAISS.

files               how the files are called
cells               an approximate index beside a large file
vectors             the vectors of a part
"""
