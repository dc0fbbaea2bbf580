"""What `list` can list: a file each, found by its name."""
