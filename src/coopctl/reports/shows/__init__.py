"""What `show` can show: a file a kind of thing."""
