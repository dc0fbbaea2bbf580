"""A file an import: what a kind of file says, as :class:`coopctl.intake.value.Imported`. Found by file name.

``read(source, known, *, update, **options)`` makes it; it raises CoopctlError with all that is wrong in the file, and
without ``update`` also for what the portfolio has already. The module's docstring is the help, ``EXAMPLES`` goes with
it, ``OPTIONS`` are its own options.
"""

from __future__ import annotations

from typing import NamedTuple


class ImportOption(NamedTuple):
    """An option of one import; its name, with ``_`` for ``-``, is a keyword of ``read``.

    Without a ``metavar`` it is a switch (False), else a text (None), or with ``several`` a list of texts (empty).
    """

    name: str
    help: str
    metavar: str = ""
    several: bool = False
