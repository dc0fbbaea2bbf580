"""A file an export: the whole portfolio, or what the filters leave of it, as one document. Found by file name.

``write`` turns a question into text in pieces, or where ``BINARY`` is true into bytes; the module's docstring is the
help, ``EXAMPLES`` goes with it. ``remarks``, where there is one, says in sentences what the document cannot hold.
"""
