"""Coverage-guided fuzzing for as long as one likes, with atheris (libFuzzer for Python), which no test needs:

    pip install atheris
    python -m tests.fuzz.run reading -max_total_time=600

The targets are those of ``targets.py``; what follows goes to libFuzzer (-help=1 lists it). What is found is kept in
``.fuzz/TARGET`` and taken up the next time; an input that breaks something is written into a file and named.
"""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from pathlib import Path

DICTIONARY = Path(__file__).with_name("toml.dict")


def main() -> None:
    """Fuzz the target that the command line names."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["coopctl", "tests.fuzz"]):
        targets = import_module("tests.fuzz.targets")
    name, *options = sys.argv[1:]
    corpus = Path(".fuzz", name)
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in targets.seeds(name):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    usual = ["-max_len=20000", "-timeout=25", "-rss_limit_mb=4096", f"-dict={DICTIONARY}", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *usual, *options, str(corpus)], targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
