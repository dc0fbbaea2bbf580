"""Edits of one TOML file that change only the lines concerned: an intent becomes new text, verified.

Everything here is a pure function of text. :mod:`coopctl.edits.apply` is the way in for single changes, the modules
beside it that are named after what a person does for the rest.
"""
