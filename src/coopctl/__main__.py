"""`python -m coopctl`."""

from coopctl.cli.main import entry

entry()
