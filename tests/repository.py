"""Real git repositories with a portfolio in them, made by real git commands with fixed authors and dates."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

FRAMEWORK = """\
title = "Test portfolio"
as_of = 2026-05-10
[countries.ZZ]
name = "Ruritania"
[countries.XL]
name = "Lilliput"
[organisations.RMM]
name = "Ministry of Migration"
[organisations.LBG]
name = "Lilliput Border Guard"
"""


def roadmap(title: str = "Ruritania", head: str = "", **milestones: str) -> str:
    """A roadmap with one deliverable ``plan`` and these milestones, each the lines of its table."""
    tables = ""
    for name, lines in milestones.items():
        tables += f"[deliverables.plan.milestones.{name.replace('_', '-')}]\n"
        tables += f'title = "{name.replace("_", " ").capitalize()}"\n{lines}\n'
    return f'title = "{title}"\nkind = "roadmap"\n{head}\n[deliverables.plan]\ntitle = "The plan"\n{tables}'


class Repository:
    """A repository at ``top`` whose portfolio is its folder ``inside``; git reads no configuration from outside."""

    def __init__(self, top: Path, inside: str = "roadmaps", *init: str) -> None:
        self.top, self.folder = top, top / inside
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(top.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ana Kovač",
            "GIT_AUTHOR_EMAIL": "ana@example.org",
            "GIT_COMMITTER_NAME": "Committer",
            "GIT_COMMITTER_EMAIL": "committer@example.org",
        }
        self.folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main", *init)

    def git(self, *arguments: str, at: Path | None = None, **environment: str) -> str:
        """Run git, and return what it prints."""
        return subprocess.run(
            ["git", *arguments],
            cwd=at or self.top,
            env=self.environment | environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def write(self, **files: str) -> None:
        """Write files of the portfolio; ``ruritania_2025`` is ruritania-2025.toml. An empty text removes the file."""
        for name, text in files.items():
            path = self.folder / f"{name.replace('_', '-')}.toml"
            if text:
                path.write_text(text, "utf-8", newline="")
            else:
                path.unlink()

    def commit(self, day: str, subject: str = "A change", who: str = "", **files: str) -> str:
        """Write the files and commit everything at noon of that day; returns the commit's id."""
        self.write(**files)
        self.git("add", "-A")
        when = f"{day}T12:00:00+0000"
        self.git(
            *("commit", "-q", "--allow-empty", "-m", subject),
            GIT_AUTHOR_DATE=when,
            GIT_COMMITTER_DATE=when,
            GIT_AUTHOR_NAME=who or "Ana Kovač",
        )
        return self.git("rev-parse", "HEAD")


Make = Callable[..., Repository]
