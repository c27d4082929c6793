"""An index as tools that a language model calls, by the Model Context Protocol.

arguments           what the tools are asked with: the conditions of a search, for a model
answers             what they answer: short, with all that it takes to cite
asked               the index that they ask: its newest generation, and what of it is hidden
tools               the tools: each a thin face of a method of `NewsIndex`
server              the server that offers them
stdio               the server over standard input and output
http                the server over HTTP: who may ask it, and until when
"""

from index.mcp.http import listening, serve_http
from index.mcp.server import server_of
from index.mcp.stdio import serve_stdio

__all__ = ["listening", "serve_http", "serve_stdio", "server_of"]
