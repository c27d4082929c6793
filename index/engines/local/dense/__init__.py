"""Vectors in files, searched through FAISS.

files               how the files are called
scanning            vectors compared with a question one after the other
cells               an approximate index beside a large file
vectors             the vectors of a part
"""
