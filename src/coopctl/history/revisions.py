"""What git keeps of a portfolio, read with its plumbing.

Nothing that a repository or its user has configured takes part: no hook, pager, external diff, file system monitor
or replaced object. The working tree is never asked of git; it is read as files.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from coopctl.files import LARGEST
from coopctl.problems import CoopctlError, Exit

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.follow=false"),
    *("-c", "diff.relative=false"),
)
_OF_A_REPOSITORY = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"),
    *("GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX"),
)
"""What a hook, or git's own commands, set for the repository they run in; it need not be the portfolio's."""
_CHANGING = ("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_TRACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS")
_CHANGING_MORE = ("GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_ATTR_SOURCE", "GIT_REDIRECT_STDERR")
_PIECE = 1 << 20
_AT_ONCE = 64
"""Few enough names that a pipe takes them all, though nobody reads it yet."""


class Repository(NamedTuple):
    """The repository around a portfolio's ``folder``, which is ``prefix`` in it: empty, or ``roadmaps/``.

    ``shallow``: the history was fetched only in part. ``environment`` is what git is run with.
    """

    folder: Path
    prefix: str
    shallow: bool
    environment: dict[str, str]


class Object(NamedTuple):
    """Something git keeps: its id, its kind (commit, tree, blob) and, unless it is too large, its content."""

    id: str
    kind: str
    content: bytes | None


def find(folder: Path) -> Repository:
    """The repository that ``folder`` lies in. Raises CoopctlError (6) without git, or when there is none."""
    plain = _environment(_OF_A_REPOSITORY)
    asked = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    ended = _run(folder, plain, *asked)
    if ended.returncode and "GIT_DIR" in os.environ:
        plain = _environment(())
        ended = _run(folder, plain, *asked)
    inside, shallow, prefix = [*ended.stdout.split("\n", 2), "", ""][:3]
    if ended.returncode or inside != "true":
        raise _no_repository(folder, ended.stderr)
    return Repository(folder, prefix.removesuffix("\n"), shallow == "true", plain)


def _environment(without: tuple[str, ...]) -> dict[str, str]:
    dropped = (*without, *_CHANGING, *_CHANGING_MORE)
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}


def run(repository: Repository, *arguments: str) -> str:
    """What git prints; nothing where it only says no. Raises CoopctlError (6) with what it says when it fails."""
    ended = _run(repository.folder, repository.environment, *arguments)
    if ended.returncode > 1 or (ended.returncode and ended.stderr):
        raise failed(ended.stderr)
    return ended.stdout


def _run(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    with _git_needed():
        return subprocess.run(  # noqa: S603
            ["git", *_OPTIONS, *arguments],  # noqa: S607
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )


@contextlib.contextmanager
def _git_needed() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CoopctlError(
            f"git cannot be run, and only git knows the history: {error.strerror}",
            help="install git, or put it on the PATH; everything but the history works without it",
            exit_code=Exit.INPUT_OUTPUT,
        ) from error


def failed(said: str) -> CoopctlError:
    """The error for a git that failed: in its own words, the first as the message, the last as what to do."""
    lines = [line.strip().removeprefix("fatal: ").removeprefix("error: ") for line in said.splitlines()]
    first, *rest = [line for line in lines if line] or ["git failed, and did not say why"]
    return CoopctlError(f"git: {first}", help=rest[-1] if rest else "", exit_code=Exit.INPUT_OUTPUT)


def _no_repository(folder: Path, said: str) -> CoopctlError:
    if said and "not a git repository" not in said:
        return failed(said)
    return CoopctlError(
        f'"{folder}" is not in a git repository, so it has no history',
        help="git init makes one; what is committed from then on can be told",
        exit_code=Exit.INPUT_OUTPUT,
    )


class Objects:
    """Git's objects by name, from one process that answers as long as the context lasts."""

    def __init__(self, repository: Repository) -> None:
        with _git_needed():
            self._process = subprocess.Popen(  # noqa: S603
                ["git", *_OPTIONS, "cat-file", "--batch"],  # noqa: S607
                cwd=repository.folder,
                env=repository.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def __enter__(self) -> Objects:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in self._streams():
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        asking, answers = self._process.stdin, self._process.stdout
        assert asking is not None and answers is not None  # noqa: S101, PT018
        return asking, answers

    def read(self, name: str) -> Object | None:
        """The object that a revision, path in one (``REV:PATH``) or id names; None when there is none."""
        if "\n" in name or "\0" in name:
            return None
        return self.read_all([name])[0]

    def read_all(self, names: Sequence[str]) -> list[Object | None]:
        """The same for names without line feeds, asked for many at a time: each answer waited for costs two
        changes of process.
        """
        asking, answers = self._streams()
        found: list[Object | None] = []
        try:
            for start in range(0, len(names), _AT_ONCE):
                asked = names[start : start + _AT_ONCE]
                asking.write("".join(f"{name}\n" for name in asked).encode("utf-8", "surrogateescape"))
                asking.flush()
                found += [self._answer(answers) for _ in asked]
        except (OSError, ValueError) as error:
            raise CoopctlError(
                "git did not say what it was asked about", help="git fsck may say why", exit_code=Exit.INPUT_OUTPUT
            ) from error
        return found

    def _answer(self, answers: IO[bytes]) -> Object | None:
        head = answers.readline()
        if head.endswith((b" missing\n", b" ambiguous\n")):
            return None
        id, kind, size = [*head.decode("utf-8", "replace").rsplit(" ", 2), "", ""][:3]
        return Object(id, kind, self._content(answers, int(size)))

    @staticmethod
    def _content(answers: IO[bytes], size: int) -> bytes | None:
        """The content, with the line feed behind it consumed; None for more than a file of a portfolio may have."""
        if size <= LARGEST:
            return answers.read(size + 1)[:-1]
        left = size + 1
        while left > 0 and (piece := answers.read(min(left, _PIECE))):
            left -= len(piece)
        return None


def require_commit(objects: Objects) -> None:
    """Raise CoopctlError (6) where nothing has been committed."""
    if objects.read("HEAD^{commit}") is None:
        raise CoopctlError(
            "nothing has been committed yet, so there is no history",
            help="what is committed from now on can be told: git add, then git commit",
            exit_code=Exit.INPUT_OUTPUT,
        )


def entries(tree: Object) -> Iterator[tuple[str, str]]:
    """The name and the blob's id of each regular file in a tree."""
    content, place, width = tree.content or b"", 0, len(tree.id) // 2
    while place < len(content):
        space, end = content.index(b" ", place), content.index(b"\0", place)
        mode, name, place = content[place:space], content[space + 1 : end], end + 1 + width
        if mode.startswith(b"100"):
            yield name.decode("utf-8", "surrogateescape"), content[end + 1 : place].hex()


def blob_id(content: bytes, like: str) -> str:
    """The id that git gives to a file's ``content``, by the algorithm of the id ``like``."""
    hashed = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return hashed(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
