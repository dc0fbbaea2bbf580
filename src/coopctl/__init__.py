"""Track cooperation roadmaps kept as TOML files: ask, check, write and export."""

__version__ = "0.1.0"
