"""Whether a record is complete, and how long a closed one is kept: the rules over counts, and the counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cairn.departures.domain.records import IN_RULES, Content, Evidence, RecordFacts, decide_record, evidence_of
from cairn.departures.domain.retention import ClosedFacts, decide_closed
from cairn.departures.queries.records import Asked, check_records
from cairn.kernel.decisions import Verdict
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from tests.browsers import counted
from tests.people import TODAY
from tests.whole_house import record_contact

WHOLE = RecordFacts(True, True, 3, 0, 0, 2, 1, 1, True, "signed")
PLAN = {Content.PLAN: Evidence(True, "A plan")}


def rules(place="us-mt", on=TODAY):
    return rules_on(on, place)


def judged(facts=WHOLE, place="us-mt", **more):
    return decide_record({**evidence_of(facts), **PLAN, **more}, rules(place).find("records.contents"), TODAY)


def test_the_seven_contents_of_the_rule_are_each_looked_for():
    items = rules().items("records.contents")
    assert len(items) == 7
    assert {IN_RULES[item] for item in items} == set(Content)


def test_a_whole_record_is_complete_and_cites_the_rule():
    decision = judged()
    assert decision.allowed
    assert {str(one.citations[0]) for one in decision.findings} == {"ARM 24.219.2301(3)(j)"}


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"has_legal_name": False}, "identity", "No legal name"),
        ({"has_birth_date": False, "has_legal_name": False}, "identity", "No legal name and no birth date"),
        ({"assessed": 0}, "assessment", "No signed note"),
        ({"unsigned": 1}, "sessions", "1 unsigned note"),
        ({"unsigned": 2, "without_note": 1}, "sessions", "2 unsigned notes and 1 contact without a note"),
        ({"contacts": 0}, "sessions", "No contact"),
        ({"summary": "draft"}, "summary", "A draft"),
        ({"summary": ""}, "summary", "Not written"),
        ({"coverages": 0}, "fees", "Nobody who pays"),
    ],
)
def test_each_content_that_is_missing_is_named_with_what_to_do(change, code, said):
    decision = judged(replace(WHOLE, **change))
    assert [one.code for one in decision.against] == [f"record.{code}"]
    assert said in decision.against[0].found
    assert decision.against[0].remedy


def test_before_they_leave_no_summary_is_missing():
    decision = judged(replace(WHOLE, has_left=False, summary=""))
    assert decision.finding("record.summary").verdict is Verdict.UNKNOWN


def test_a_content_of_another_room_counts_once_that_room_tells():
    assert judged(**{}).finding("record.plan").is_met
    none = decide_record(evidence_of(WHOLE), rules().find("records.contents"), TODAY)
    assert none.finding("record.plan").verdict is Verdict.UNKNOWN


def test_where_no_rule_is_known_nothing_is_made_up():
    decision = decide_record(evidence_of(WHOLE), None, TODAY)
    assert [one.code for one in decision.findings] == ["record.rule"]
    assert not decision.allowed


def closed(**change):
    facts = ClosedFacts(date(2020, 6, 30), date(2020, 6, 1), date(1990, 1, 1), True, False)
    return decide_closed(replace(facts, **change), rules(), TODAY)


def test_the_longest_term_counts_from_the_last_service():
    decision = closed()
    assert decision.figures["keep_until"] == date(2027, 6, 1)
    assert decision.figures["may_go_from"] == date(2027, 6, 2)
    assert not decision.allowed
    assert decision.figures["longest_regime"] == "retention.client"


def test_without_any_contact_it_counts_from_the_leaving():
    assert closed(last_contact_on=None).figures["keep_until"] == date(2027, 6, 30)


def test_papers_of_the_privacy_rules_can_be_the_longest():
    decision = closed(last_contact_on=date(2018, 1, 1), gave_consents=True)
    assert decision.figures["longest_regime"] == "retention.policy"
    assert decision.figures["keep_until"] == date(2026, 6, 30)


def test_somebody_served_as_a_minor_is_counted_from_coming_of_age_and_it_says_how_sure():
    decision = closed(birth_date=date(2005, 3, 1))
    assert decision.figures["keep_until"] == date(2030, 3, 1)
    one = decision.finding("retention.minor")
    assert one.verdict is Verdict.WARNING
    assert not one.is_verified


def test_of_age_on_the_last_day_is_of_age():
    assert closed(birth_date=date(2002, 6, 1)).finding("retention.minor").verdict is Verdict.NOT_APPLICABLE
    assert closed(birth_date=date(2002, 6, 2)).figures["keep_until"] == date(2027, 6, 2)


def test_who_was_born_on_a_leap_day_comes_of_age_on_the_day_that_who_must_sign_says_too():
    born = date(2008, 2, 29)
    assert closed(birth_date=born, last_contact_on=date(2026, 2, 28)).figures["keep_until"] == date(2033, 3, 1)
    last = closed(birth_date=born, last_contact_on=date(2026, 3, 1)).finding("retention.minor")
    assert last.verdict is Verdict.NOT_APPLICABLE


def test_an_unknown_birth_date_is_worth_a_look():
    assert "birth date is not written down" in closed(birth_date=None).finding("retention.minor").found


def test_where_no_term_is_known_it_is_kept():
    facts = ClosedFacts(date(2000, 1, 1), None, None, True, False)
    decision = decide_closed(facts, rules("us-ca"), TODAY)
    assert not decision.allowed or decision.figures["keep_until"] is not None


@pytest.mark.django_db
def test_the_counts_of_a_record_come_from_its_rows(cast):
    with scope_of_installation():
        record_contact(cast, signed=False)
    with scope_of(cast.faye):
        checked = check_records(cast.faye, [Asked(cast.gil.id, TODAY)], TODAY)[cast.gil.id]
    codes = {finding.code for finding, _ in checked.missing}
    assert {"record.assessment", "record.sessions", "record.summary", "record.fees"} == codes - {"record.plan"}
    assert checked.is_part2
    assert checked.kept.figures["keep_until"] == TODAY.replace(year=TODAY.year + 7)


@pytest.mark.django_db
def test_another_house_counts_nothing(cast):
    with scope_of(cast.dov):
        assert check_records(cast.dov, [Asked(cast.gil.id)], TODAY) == {}


@pytest.mark.django_db
def test_many_records_cost_as_much_as_one(cast):
    with scope_of_installation():
        more = [
            Client.objects.create(
                organization_id=cast.organization.id,
                program=cast.program,
                name=f"P{n}",
                started_on=TODAY - timedelta(days=9),
                created_at=cast.gil.created_at,
                created_by_id=cast.ana.engagement_id,
            )
            for n in range(6)
        ]
    with scope_of(cast.faye):
        with counted() as few:
            check_records(cast.faye, [Asked(cast.gil.id)], TODAY)
        with counted() as many:
            check_records(cast.faye, [Asked(one.id) for one in more], TODAY)
    assert len(many) == len(few) <= 7, str(many)
