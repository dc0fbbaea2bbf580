"""The checker of the official rules: each of them can fail, and fails for what it is about."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.iati import standard
from tests.iati.ruleset import Rule

pytestmark = standard.needed

ACTIVITY = """<iati-activities version="2.03"><iati-activity xml:lang="en" default-currency="EUR"
    last-updated-datetime="2024-05-01T12:00:00Z">
  <iati-identifier>XM-DAC-7-1</iati-identifier>
  <reporting-org ref="XM-DAC-7" type="10"><narrative>Ministry</narrative></reporting-org>
  <title><narrative>Title</narrative></title>
  <description><narrative>Description</narrative></description>
  <participating-org ref="XM-DAC-7" role="4"/>
  <other-identifier ref="XM-DAC-6" type="B1"><owner-org ref="XM-DAC-6"/></other-identifier>
  <activity-status code="2"/>
  <activity-date type="1" iso-date="2024-01-01"/>
  <activity-date type="2" iso-date="2024-01-01"/>
  <activity-date type="3" iso-date="2024-06-30"/>
  <activity-date type="4" iso-date="2024-06-30"/>
  <recipient-country code="AL" percentage="40"/>
  <recipient-region code="298" vocabulary="1" percentage="60"/>
  <sector code="15190" vocabulary="1" percentage="100"/>
  <sector code="a" vocabulary="99" percentage="33.34"><narrative>A</narrative></sector>
  <sector code="b" vocabulary="99" percentage="66.66"><narrative>B</narrative></sector>
  <country-budget-items vocabulary="2">
    <budget-item code="1" percentage="50"/><budget-item code="2" percentage="50"/></country-budget-items>
  <policy-marker vocabulary="1" code="1" significance="1"/>
  <default-aid-type code="C01"/>
  <budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
    <value value-date="2024-01-01">1</value></budget>
  <planned-disbursement><period-start iso-date="2024-01-01"/><period-end iso-date="2024-02-01"/>
    <value value-date="2024-01-01">1</value><provider-org ref="XM-DAC-7"/><receiver-org ref="XM-DAC-7"/>
  </planned-disbursement>
  <capital-spend percentage="10"/>
  <transaction><transaction-type code="2"/><transaction-date iso-date="2024-02-01"/>
    <value value-date="2024-02-01">1</value><provider-org ref="XM-DAC-7" provider-activity-id="A"/>
    <receiver-org ref="XM-DAC-7" receiver-activity-id="A"/><aid-type code="C01"/></transaction>
  <related-activity ref="XM-DAC-7-2" type="1"/>
  <result type="1"><title><narrative>Result</narrative></title>
    <indicator measure="1"><title><narrative>Indicator</narrative></title><baseline year="2024" value="0"/>
      <period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
        <target value="2"/><actual value="1"/></period></indicator>
    <indicator measure="5"><title><narrative>Other</narrative></title><baseline year="2024"/>
      <period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
        <target/><actual/></period></indicator></result>
</iati-activity></iati-activities>"""

_SPAN = '<period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>'
ORGANISATION = f"""<iati-organisations version="2.03"><iati-organisation xml:lang="en" default-currency="EUR"
    last-updated-datetime="2024-05-01T12:00:00Z">
  <organisation-identifier>XM-DAC-7</organisation-identifier>
  <name><narrative>Ministry</narrative></name>
  <reporting-org ref="XM-DAC-7" type="10"><narrative>Ministry</narrative></reporting-org>
  <total-budget>{_SPAN}<value value-date="2024-01-01">1</value></total-budget>
  <recipient-org-budget><recipient-org ref="XM-DAC-7"/>{_SPAN}</recipient-org-budget>
  <recipient-region-budget>{_SPAN}</recipient-region-budget>
  <recipient-country-budget>{_SPAN}<budget-line><value value-date="2024-01-01">1</value></budget-line>
  </recipient-country-budget>
  <total-expenditure>{_SPAN}</total-expenditure>
</iati-organisation></iati-organisations>"""

SECTORS = ACTIVITY[ACTIVITY.index("  <sector") : ACTIVITY.index("  <country-budget")]
PLACES = ACTIVITY[ACTIVITY.index("  <recipient-country") : ACTIVITY.index("  <sector")]
DISBURSED = ACTIVITY[ACTIVITY.index("  <planned-disb") : ACTIVITY.index("  <capital")]
OWN_SECTORS = SECTORS[SECTORS.index('  <sector code="a"') :]
AID_TYPE = '<aid-type code="C01"/>'
ITEMS = '<budget-item code="1" percentage="50"/><budget-item code="2" percentage="50"/>'
PERIOD = '<period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>'

BROKEN = {  # by rule: what to write instead of what
    "1.1.3": [("XM-DAC-7-1<", "XM-DAC-7<")],
    "1.1.21": [("XM-DAC-7-1<", "XM-DAC-71<")],
    "1.14.8": [('reporting-org ref="XM-DAC-7"', 'reporting-org ref="MINISTRY"')],
    "6.11.1": [('<activity-date type="1" iso-date="2024-01-01"/>', ""), ('type="2" iso', 'type="3" iso')],
    "6.2.2": [(SECTORS, "")],
    "4.1.1": [(' xml:lang="en"', "")],
    "6.7.2": [(SECTORS, "")],
    "7.8.1": [(' default-currency="EUR"', "")],
    "11.1.1": [('"2024-05-01T12:00:00Z"', '"2924-05-01T12:00:00Z"')],
    "11.1.2": [('type="1" iso-date="2024-01-01"', 'type="1" iso-date="2024-07-01"')],
    "11.1.3": [('type="2" iso-date="2024-01-01"', 'type="2" iso-date="2024-07-01"')],
    "11.1.4": [('type="2" iso-date="2024-01-01"', 'type="2" iso-date="2924-07-01"')],
    "11.1.5": [('type="4" iso-date="2024-06-30"', 'type="4" iso-date="2924-06-30"')],
    "11.2.1": [('transaction-date iso-date="2024', 'transaction-date iso-date="2924')],
    "11.2.2": [('value value-date="2024-02', 'value value-date="2924-02')],
    "1.3.13": [("XM-DAC-7-1<", "XM-DAC-7-1/2<")],
    "1.14.13": [('reporting-org ref="XM-DAC-7"', 'reporting-org ref="XM-DAC-7/1"')],
    "1.3.1": [("XM-DAC-7-1<", "XM-DAC-7-1 <")],
    "1.14.1": [('reporting-org ref="XM-DAC-7"', 'reporting-org ref=" XM-DAC-7"')],
    "1.16.1": [('other-identifier ref="XM-DAC-6"', 'other-identifier ref="XM-DAC-6 "')],
    "1.6.1": [('ref="XM-DAC-6" type="B1"', 'ref="XM-DAC-6 " type="A3"')],
    "1.7.1": [('related-activity ref="XM-DAC-7-2"', 'related-activity ref=" XM-DAC-7-2"')],
    "2.1.2": [('percentage="66.66"', 'percentage="66.67"')],
    "2.1.2 of the DAC": [
        ('"1" percentage="100"/>', '"1" percentage="90"/><sector code="15130" percentage="20"/>'),
    ],
    "3.4.1": [(PLACES, '<recipient-region code="1" vocabulary="1"/><recipient-region code="2" vocabulary="1"/>')],
    "3.4.4": [(PLACES, '<recipient-region code="1" vocabulary="1" percentage="90"/>')],
    "3.4.2": [('code="AL" percentage="40"', 'code="AL" percentage="41"')],
    "7.9.2": [('code="1" percentage="50"', 'code="1" percentage="51"')],
    "7.9.1": [(ITEMS, '<budget-item code="1"/><budget-item code="2"/>')],
    "7.9.4": [(ITEMS, '<budget-item code="1" percentage="90"/>')],
    "107.1.2": [('<default-aid-type code="C01"/>', '<default-aid-type code="C01"/><default-aid-type code="D01"/>')],
    "107.1.2 of others": [
        (
            '<default-aid-type code="C01"/>',
            '<default-aid-type code="C01"/><default-aid-type code="1" vocabulary="2"/>'
            '<default-aid-type code="2" vocabulary="2"/>',
        )
    ],
    "2.1.1": [('vocabulary="99" percentage="33.34"', 'vocabulary="99"')],
    "2.1.1 of the DAC": [('"1" percentage="100"/>', '"1" percentage="100"/><sector code="15130"/>')],
    "2.1.4": [(OWN_SECTORS, '<sector code="a" vocabulary="99" percentage="90"><narrative>A</narrative></sector>')],
    "2.1.4 of the DAC": [('"1" percentage="100"/>', '"1" percentage="90"/>')],
    "3.1.2": [(PLACES, '<recipient-country code="AL" percentage="50"/><recipient-country code="TR" percentage="51"/>')],
    "12.1.1": [('code="AL" percentage="40"', 'code="AL" percentage="-1"')],
    "12.1.1 of regions": [('vocabulary="1" percentage="60"', 'vocabulary="1" percentage="101"')],
    "12.3.1": [('percentage="33.34"', 'percentage="133.34"')],
    "12.2.1": [('capital-spend percentage="10"', 'capital-spend percentage="110"')],
    "12.2.1 of budget items": [('code="1" percentage="50"', 'code="1" percentage="150"')],
    "2.2.1": [("<narrative>A</narrative>", "")],
    "102.1.1": [('<sector code="15190" vocabulary="1"', '<sector code="151" vocabulary="2"')],
    "107.1.1": [('<default-aid-type code="C01"/>', '<default-aid-type code="1" vocabulary="2"/>')],
    "107.2.1": [(AID_TYPE, '<aid-type code="1" vocabulary="2"/>')],
    "6.6.2": [(AID_TYPE, f'<sector code="15190"/>{AID_TYPE}')],
    "3.6.2": [(AID_TYPE, f'<recipient-country code="AL"/>{AID_TYPE}')],
    "3.7.1": [(PLACES, "")],
    "3.7.2": [(PLACES, "")],
    "3.1.1": [(PLACES, '<recipient-country code="AL" percentage="100"/><recipient-country code="TR"/>')],
    "3.1.4": [(PLACES, '<recipient-country code="AL" percentage="99"/>')],
    "107.2.2": [(AID_TYPE, AID_TYPE * 2)],
    "107.2.2 of others": [(AID_TYPE, AID_TYPE + '<aid-type code="1" vocabulary="2"/>' * 2)],
    "6.8.1": [('<owner-org ref="XM-DAC-6"/>', "<owner-org/>")],
    "1.11.1": [('<owner-org ref="XM-DAC-6"/>', '<owner-org ref="XM-DAC-6 "/>')],
    "1.11.13": [('<owner-org ref="XM-DAC-6"/>', '<owner-org ref="XM|DAC"/>')],
    "6.9.1": [('<provider-org ref="XM-DAC-7" ', "<provider-org ")],
    "1.10.13": [('<provider-org ref="XM-DAC-7" ', '<provider-org ref="A&amp;B" ')],
    "1.10.1": [('<provider-org ref="XM-DAC-7"/>', '<provider-org ref=" XM-DAC-7"/>')],
    "1.4.1": [('provider-activity-id="A"', 'provider-activity-id="A "')],
    "6.9.2": [('<receiver-org ref="XM-DAC-7"/>', "<receiver-org/>")],
    "1.15.1": [('<receiver-org ref="XM-DAC-7"/>', '<receiver-org ref=" XM-DAC-7"/>')],
    "1.5.1": [('receiver-activity-id="A"', 'receiver-activity-id=" A"')],
    "1.15.13": [('<receiver-org ref="XM-DAC-7"/>', '<receiver-org ref="A?"/>')],
    "6.14.1": [(' significance="1"', "")],
    "6.13.1": [('policy-marker vocabulary="1"', 'policy-marker vocabulary="99"')],
    "6.10.1": [('<participating-org ref="XM-DAC-7"', "<participating-org")],
    "1.8.13": [('<participating-org ref="XM-DAC-7"', '<participating-org ref="N/A"')],
    "1.8.1": [('<participating-org ref="XM-DAC-7"', '<participating-org ref="XM-DAC-7 "')],
    "1.9.1": [('<participating-org ref="XM-DAC-7"', '<participating-org activity-id=" A" ref="XM-DAC-7"')],
    "8.6.3": [('<period-end iso-date="2024-02-01"/>', '<period-end iso-date="2023-02-01"/>')],
    "8.6.3 of budgets": [
        ('<budget><period-start iso-date="2024-01-01"', '<budget><period-start iso-date="2025-01-01"')
    ],
    "7.5.3": [('<budget><period-start iso-date="2024-01-01"', '<budget><period-start iso-date="2023-01-01"')],
    "8.11.1": [
        (
            '</title>\n    <indicator measure="1"><title><narrative>Indicator</narrative></title>',
            '</title><reference vocabulary="99" code="a"/>\n    <indicator measure="1">'
            '<title><narrative>Indicator</narrative></title><reference vocabulary="99" code="b"/>',
        )
    ],
    "8.6.1": [(PERIOD, PERIOD.replace("2024-12-31", "2023-12-31"))],
    "8.8.1": [('<baseline year="2024" value="0"/>', '<baseline year="2024"/>')],
    "8.8.2": [('<baseline year="2024" value="0"/>', '<baseline year="2024" value="few"/>')],
    "8.8.3": [('<baseline year="2024"/>', '<baseline year="2024" value="1"/>')],
    "8.9.1": [('<target value="2"/>', "<target/>")],
    "8.9.2": [('<target value="2"/>', '<target value="2 men"/>')],
    "8.9.3": [("<target/>", '<target value="1"/>')],
    "8.10.1": [('<actual value="1"/>', "<actual/>")],
    "8.10.2": [('<actual value="1"/>', '<actual value="many"/>')],
    "8.10.3": [("<actual/>", '<actual value="1"/>')],
    "4.3.1": [("<narrative>Result</narrative>", "<narrative> </narrative>")],
    "4.4.1": [("<narrative>Description</narrative>", "<narrative/>")],
}
BROKEN_ORGANISATION = {
    "1.18.8": [('reporting-org ref="XM-DAC-7"', 'reporting-org ref="MINISTRY"')],
    "1.12.13": [("XM-DAC-7<", "XM/7<")],
    "1.18.13": [('reporting-org ref="XM-DAC-7"', 'reporting-org ref="XM-DAC-7/"')],
    "1.12.1": [("XM-DAC-7<", "XM-DAC-7 <")],
    "1.17.1": [('recipient-org ref="XM-DAC-7"', 'recipient-org ref="XM-DAC-7 "')],
    "1.18.1": [('reporting-org ref="XM-DAC-7"', 'reporting-org ref="XM-DAC-7 "')],
    "11.4.1": [('"2024-05-01T12:00:00Z"', '"2924-05-01T12:00:00"')],
    "4.5.1": [(' xml:lang="en"', "")],
    "7.8.2": [(' default-currency="EUR"', "")],
    "8.6.3": [(_SPAN, _SPAN.replace("2024-12-31", "2023-12-31"))],
    "7.5.3": [(_SPAN, _SPAN.replace("2024-12-31", "2025-12-31"))],
    "11.3.1": [('<budget-line><value value-date="2024', '<budget-line><value value-date="2023')],
}


def broken(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def test_files_in_which_everything_is_right_break_no_rule() -> None:
    for text in (ACTIVITY, ORGANISATION):
        assert standard.checker().check(standard.parse(text)) == []


@pytest.mark.parametrize(
    ("id", "text", "changes"),
    [
        *((id, ACTIVITY, changes) for id, changes in BROKEN.items()),
        *((id, ORGANISATION, changes) for id, changes in BROKEN_ORGANISATION.items()),
    ],
)
def test_what_breaks_a_rule_is_found(id: str, text: str, changes: list[tuple[str, str]]) -> None:
    found = standard.checker().check(standard.parse(broken(text, changes)))
    assert id.split()[0] in {breach.id for breach in found}


def test_every_rule_that_there_is_can_be_broken() -> None:
    def identity(rule: Rule) -> str:
        return repr(rule)

    seen = set()
    for text, breaking in ((ACTIVITY, BROKEN), (ORGANISATION, BROKEN_ORGANISATION)):
        for changes in breaking.values():
            seen |= {identity(rule) for rule, _ in standard.checker().breaches(standard.parse(broken(text, changes)))}
    assert [rule for rule in standard.checker().rules if identity(rule) not in seen] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("covid_LB-MOI-497_2.03.xml", {}),
        ("dportal_foodsecurity_2.03.xml", {"1.14.8": 2, "1.3.13": 1, "102.1.1": 1, "6.9.1": 1, "1.8.13": 1}),
    ],
)
def test_published_files_are_judged_as_they_are(name: str, expected: dict[str, int]) -> None:
    path = next(path for path in standard.REAL if path.name == name)
    found = standard.wrong(path.read_bytes())
    assert Counter(breach.id for breach in found) == expected
