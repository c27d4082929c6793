"""One atomic step for articles, keywords and vectors together.

layout              how files and folders are called
disk                files for the owner alone, synced; errors told plainly
file_locks          locks of the operating system
manifest            which files make up a generation; publishing one is the commit
checksums           whether files are what was written
writer_lock         one writer at a time
reader_lease        a reader keeps the files of its generation
leftovers           what no generation in use names is cleared away
"""
