"""A file a format: a pure function from a report to text, found by the file's name.

``write`` yields the text in pieces. ``table`` is for people; the others keep the data as they are.
"""
