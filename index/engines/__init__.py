"""What keeps an index: engines that store and find, each behind `index.interfaces`.

parts               what both share: articles committed together, written once
local               in one directory on one machine: SQLite, Whoosh and FAISS
cluster             in Lance tables, in a folder that machines share or a bucket
choosing            which of them keeps an index
"""

from index.engines.choosing import create_index, open_index, taken_over

__all__ = ["create_index", "open_index", "taken_over"]
