"""What stands before every request: who may ask, by which name, and what a browser may do.

hosts               by which names a server may be called
tokens              who may ask
headers             what a browser may do with an answer
access_log          what was asked, in a line
heads               what an answer would be, without it
patience            clients that are slow, or never finish what they ask
"""

from index.server.guards.access_log import AccessLog
from index.server.guards.headers import SafeHeaders
from index.server.guards.heads import Heads
from index.server.guards.hosts import KnownHosts
from index.server.guards.patience import PatientProtocol
from index.server.guards.tokens import Tokens, cookie_name, cookie_of

__all__ = [
    "AccessLog",
    "Heads",
    "KnownHosts",
    "PatientProtocol",
    "SafeHeaders",
    "Tokens",
    "cookie_name",
    "cookie_of",
]
