"""What others keep, as roadmaps and framework entries: a package or module a format."""
