"""A file an export: the whole portfolio, or what the filters leave of it, as one document. Found by file name.

``write`` turns a question into text in pieces; the module's docstring is the help, ``EXAMPLES`` goes with it. What the
document cannot carry is said by ``notes``, where there is anything of that sort.
"""
