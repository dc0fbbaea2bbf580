"""What the tables of the file format are made of: dates, ids, codes, texts and numbers, each validated strictly.

What a value may be stands here, where it may stand in :mod:`coopctl.model`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import core_schema

from coopctl import countries, dates, languages
from coopctl.dates import PartialDate

ID_PATTERN = r"^[A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,78}[A-Za-z0-9])?$"

_YEAR = r"(19[0-9]{2}|2[01][0-9]{2}|2200)"
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_DATE = rf"{_YEAR}(-Q[1-4]|-{_MONTH}(-{_DAY})?)?"


def _date_schema(pattern: str, example: str, *, year: bool = True) -> WithJsonSchema:
    """Text, a TOML date (which validators take for text, or for text in the format of a date), or a bare year."""
    dated = {"type": "string", "format": "date", "pattern": rf"^{_YEAR}-{_MONTH}-{_DAY}$"}
    bare = {"type": "integer", "minimum": dates.FIRST_YEAR, "maximum": dates.LAST_YEAR}
    forms = [{"type": "string", "pattern": pattern}, dated, *([bare] if year else [])]
    return WithJsonSchema({"anyOf": forms, "examples": [example]})


class Refers(NamedTuple):
    """Marks a field whose value is the id of an entry elsewhere; the target is named in the singular."""

    target: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "x-refers": self.target}


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
AimId = Annotated[Text, Refers("aim")]
CountryId = Annotated[Text, Refers("country")]
FocusAreaId = Annotated[Text, Refers("focus_area")]
OrganisationId = Annotated[Text, Refers("organisation")]
RegionId = Annotated[Text, Refers("region")]
RoadmapId = Annotated[Text, Refers("roadmap")]
SourceId = Annotated[Text, Refers("source")]
SupportKindId = Annotated[Text, Refers("support_kind")]
CountryCode = Annotated[
    str, PlainValidator(countries.parse_code), WithJsonSchema({"type": "string", "format": "country-code"})
]
Event = Annotated[PartialDate, PlainValidator(dates.parse), _date_schema(rf"^(\.\./)?{_DATE}$", "2019-06")]
PlannedDate = Annotated[PartialDate, PlainValidator(dates.parse_plain), _date_schema(rf"^{_DATE}$", "2019-Q3")]
Day = Annotated[
    PartialDate, PlainValidator(dates.parse_day), _date_schema(rf"^{_YEAR}-{_MONTH}-{_DAY}$", "2019-12-31", year=False)
]
Number = Annotated[int | float, Field(allow_inf_nan=False)]
Amount = Annotated[int | float, Field(ge=0, allow_inf_nan=False)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Like(NamedTuple):
    """Marks a text that has to be like ``pattern`` as a whole; ``help`` says what to write instead of another."""

    pattern: str
    help: str

    def parse(self, value: object) -> str:
        if isinstance(value, str) and re.fullmatch(self.pattern, value):
            return value
        raise ValueError(self.help)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


def _percentage(value: object) -> int | float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        return value
    raise ValueError("write a number from 0 to 100")


Percentage = Annotated[
    int | float, PlainValidator(_percentage), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
Language = Annotated[
    str, PlainValidator(languages.parse_code), WithJsonSchema({"type": "string", "enum": list(languages.CODES)})
]


def many(description: str) -> Any:
    """A list, empty unless it is written."""
    return Field(default_factory=list, description=description)


def named(description: str) -> Any:
    """A table of entries by id, empty unless it is written."""
    return Field(default_factory=dict, description=description)


class Model(BaseModel):
    """Strict and closed; the base of every table of the format."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
