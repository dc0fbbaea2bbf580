"""What comes in from elsewhere: as a plain value first, then as drafts of the portfolio's files.

:mod:`coopctl.intake.value` is what a format of :mod:`coopctl.imports` makes, :mod:`coopctl.intake.drafting` the one way
in which it becomes files.
"""
