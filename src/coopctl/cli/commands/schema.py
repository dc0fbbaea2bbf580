"""`coopctl schema`."""

from __future__ import annotations

from coopctl.cli import answer, output
from coopctl.cli.declare import argument, command, offered, switch
from coopctl.cli.parameters import OUTPUT, PORTFOLIO
from coopctl.problems import CoopctlError

WHAT = ["framework", "roadmap", "output"]


def run(*, what: str, with_ids: bool, output: str | None, portfolio: str | None) -> None:
    """Write a JSON Schema, for editors and for scripts.

    It is one (2020-12) of framework.toml, of a roadmap file, or of the JSON that comes out.

    An editor that knows the schema of a file completes and checks it while it is written. With --portfolio it
    knows the portfolio's own countries, organisations and other ids too.
    """
    answer.choose(what, WHAT, "schema")
    if what == "output" and with_ids:
        raise CoopctlError("schema output has no --portfolio", help="it is for schema framework and schema roadmap")
    _write(_built(what, portfolio if with_ids else None, with_ids=with_ids), output)


def _built(what: str, portfolio: str | None, *, with_ids: bool) -> dict[str, object]:
    if what == "output":
        from coopctl import output_schema

        return output_schema.build()
    from coopctl import file_schema

    if not with_ids:
        return file_schema.build(what)
    with answer.open_portfolio(portfolio, None) as opened:
        return file_schema.build(what, file_schema.ids_of(opened.connection))


def _write(schema: dict[str, object], target: str | None) -> None:
    import json

    output.write([json.dumps(schema, indent=2) + "\n"], target)


COMMAND = command(
    run,
    argument("what", "WHAT", f"{', '.join(WHAT)}.", offered("of_choices", WHAT)),
    switch("with_ids", "--portfolio", help="With the portfolio's own ids to choose from."),
    OUTPUT,
    PORTFOLIO,
    name="schema",
    examples="""
coopctl schema roadmap --portfolio -o roadmap.schema.json
coopctl schema framework -o framework.schema.json
coopctl schema output
""",
)
