"""Track cooperation roadmaps kept as TOML files: list, show, report, check, export."""

__version__ = "0.1.0"
