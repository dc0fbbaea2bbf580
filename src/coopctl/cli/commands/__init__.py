"""A file a command, found by its name."""
