"""Who may see whom, and how much of them; taking somebody in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.identity.models import SupervisionAgreement
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.hooks import Hook, NobodyAnswers
from cairn.matching.commands.conflicts import answer_conflict
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.clients import EnrollmentDraft, enroll_client, update_goal
from cairn.support.commands.promises import PromiseDraft, make_promise
from cairn.support.models import Client, ClinicalDiagnosis, Coverage, Relationship
from cairn.support.queries.billing_clients import get_billing_client, list_billing_clients
from cairn.support.queries.caseload import list_caseload, list_clients_of_peer, list_peers_with_people
from cairn.support.queries.clients import get_client, list_steps
from cairn.support.queries.search import find_clients
from tests.browsers import steady
from tests.labor import keep_certified
from tests.people import LONG_AGO, NOW, TODAY, at, serve

pytestmark = pytest.mark.django_db


def names(caseload):
    return [card.name for card in caseload.people]


def statements(captured):
    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK", "SET ", "SELECT set_config", "SELECT pg_advisory")
    return [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(control)]


def test_everybody_sees_their_own_and_no_others(cast):
    seen = {}
    for who in ("ana", "ben", "cleo", "faye", "dov"):
        actor = getattr(cast, who)
        with scope_of(actor):
            seen[who] = names(list_caseload(actor, TODAY))
    assert seen == {"ana": ["Gil"], "ben": ["Gil"], "cleo": ["Hal"], "faye": ["Gil", "Hal"], "dov": ["Zoe"]}


@pytest.mark.parametrize("who", ["lee", "jun", "hana", "ivo", "kay", "noor", "mia"])
def test_whose_duty_does_not_need_clients_gets_none(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor):
        with pytest.raises(NotPermitted):
            list_caseload(actor, TODAY)
        with pytest.raises(NotPermitted):
            get_client(actor, cast.gil.id, TODAY)


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_another_ones_client_is_as_if_there_were_none(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor):
        for client_id in (cast.gil.id, new_id()):
            with pytest.raises(NotFound):
                get_client(actor, client_id, TODAY)
            with pytest.raises(NotFound):
                update_goal(actor=actor, client_id=client_id, goal="x", seen="", now=NOW)
        assert find_clients(actor, "Gil", TODAY).people == ()
        assert list_caseload(actor, TODAY, after=cast.gil.id).people == ()
        assert list_clients_of_peer(actor, cast.ana.engagement_id, TODAY) == ()


def test_a_supervisor_sees_them_only_while_the_agreement_is_in_force(cast):
    with scope_of_installation():
        SupervisionAgreement.objects.update(ends_on=TODAY)
    with scope_of(cast.ben):
        assert get_client(cast.ben, cast.gil.id, TODAY).name == "Gil"
        with pytest.raises(NotFound):
            get_client(cast.ben, cast.gil.id, TODAY + timedelta(days=1))
        assert list_caseload(cast.ben, TODAY + timedelta(days=1)).people == ()
    with scope_of_installation():
        SupervisionAgreement.objects.update(ends_on=None, supervisor_signed_at=None)
    with scope_of(cast.ben), pytest.raises(NotFound):
        get_client(cast.ben, cast.gil.id, TODAY)


def test_a_page_tells_what_the_walk_needs_and_nothing_of_claims(cast):
    with scope_of(cast.ana):
        make_promise(
            actor=cast.ana,
            draft=PromiseDraft(new_id(), cast.gil_and_ana.id, "Call the landlord", date(2026, 11, 19)),
            now=at(9),
        )
        client = get_client(cast.ana, cast.gil.id, TODAY)
    assert (client.name, client.goal) == ("Gil", "My own place")
    assert client.own.peer_name == "Ana"
    assert [(one.text, one.is_overdue, one.is_own) for one in client.promises] == [("Call the landlord", True, True)]
    told = str(client)
    assert "Gilbert" not in told
    assert "1986" not in steady(told)


def test_a_biller_gets_what_a_claim_needs_and_no_more(cast):
    with scope_of_installation():
        for start, end in ((LONG_AGO, date(2025, 12, 31)), (date(2026, 1, 1), None)):
            Coverage.objects.create(
                organization_id=cast.organization.id,
                client=cast.gil,
                payer="us-mt-medicaid",
                member_id=f"M{start.year}",
                starts_on=start,
                ends_on=end,
            )
        ClinicalDiagnosis.objects.create(
            organization_id=cast.organization.id,
            client=cast.gil,
            code="F10.20",
            recorded_on=LONG_AGO,
            from_clinician="A. Doctor",
        )
    with scope_of(cast.jun):
        found = get_billing_client(cast.jun, cast.gil.id, TODAY)
        assert (found.legal_family_name, found.birth_date) == ("Marsh", date(1986, 5, 2))
        assert found.coverage_on(TODAY, "us-mt-medicaid").member_id == "M2026"
        assert found.coverage_on(date(2025, 6, 1), "us-mt-medicaid").member_id == "M2024"
        assert found.diagnosis_on(TODAY).code == "F10.20"
        assert "My own place" not in str(found)
        assert list_billing_clients(cast.jun, [cast.zoe.id, new_id()], TODAY) == {}
        with pytest.raises(NotFound):
            get_billing_client(cast.jun, cast.zoe.id, TODAY)
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        get_billing_client(cast.ana, cast.gil.id, TODAY)


def test_search_finds_by_the_names_that_a_duty_uses(cast):
    for who, text, expected in (
        ("ana", "gi", ["Gil"]),
        ("ana", "Marsh", []),
        ("jun", "marsh", ["Gil"]),
        ("faye", "l", ["Gil", "Hal"]),
        ("ana", "  ", []),
        ("ana", "%", []),
    ):
        actor = getattr(cast, who)
        with scope_of(actor):
            assert [one.name for one in find_clients(actor, text, TODAY).people] == expected, (who, text)


def draft_of(name="Ida", **changes):
    return replace(EnrollmentDraft(new_id(), new_id(), name), **changes)


def test_a_first_name_is_enough_and_the_one_who_enrolls_is_asked_before_they_walk_along(cast):
    draft = draft_of()
    with scope_of_installation():
        keep_certified(cast, cast.ana)
    with scope_of(cast.ana):
        assert enroll_client(actor=cast.ana, draft=draft, now=NOW) == draft.id
        assert enroll_client(actor=cast.ana, draft=draft, now=NOW) == draft.id
        assert LedgerEntry.objects.count() == 1
        with pytest.raises(NotFound):
            get_client(cast.ana, draft.id, TODAY)
        answer_conflict(actor=cast.ana, answer_id=new_id(), client_id=draft.id, ties=(), words="", now=NOW)
        client = get_client(cast.ana, draft.id, TODAY)
        assert (client.own.id, client.own.phase.value) == (draft.relationship_id, "engaging")
        assert [step.phase.value for step in list_steps(cast.ana, draft.id, TODAY)] == ["engaging"]
        with pytest.raises(Conflict):
            enroll_client(actor=cast.ana, draft=replace(draft, name="Ira"), now=NOW)


@pytest.mark.parametrize("who", ["ana", "faye"])
def test_nobody_begins_by_taking_somebody_in(cast, who):
    actor, draft = getattr(cast, who), draft_of("Jo")
    with scope_of(actor):
        enroll_client(actor=actor, draft=draft, now=NOW)
    with scope_of_installation():
        assert not Relationship.objects.filter(client_id=draft.id).exists()


def test_without_a_room_that_asks_nobody_is_taken_in(cast, monkeypatch):
    monkeypatch.setattr("cairn.support.commands.clients.WANTED", Hook("who asks"))
    draft = draft_of("Jo")
    with scope_of(cast.ana), pytest.raises(NobodyAnswers):
        enroll_client(actor=cast.ana, draft=draft, now=NOW)
    with scope_of_installation():
        assert not Client.objects.filter(id=draft.id).exists()
        assert not Relationship.objects.filter(client_id=draft.id).exists()


@pytest.mark.parametrize(
    ("who", "changes", "field"),
    [
        ("ana", {"name": " "}, "name"),
        ("ana", {"name": "x" * 81}, "name"),
        ("ana", {"goal": "x" * 301}, "goal"),
        ("ana", {"phone": "5" * 31}, "phone"),
        ("ana", {"program_id": new_id()}, "program"),
    ],
)
def test_what_cannot_be_taken_is_named(cast, who, changes, field):
    actor = getattr(cast, who)
    with scope_of(actor):
        with pytest.raises(BadInput) as caught:
            enroll_client(actor=actor, draft=draft_of(**changes), now=NOW)
        assert list(caught.value.problems) == [field]
        assert Client.objects.count() == 2


def test_a_goal_is_never_silently_overwritten(cast):
    with scope_of(cast.ana):
        update_goal(actor=cast.ana, client_id=cast.gil.id, goal=" A dog ", seen="My own place", now=NOW)
        update_goal(actor=cast.ana, client_id=cast.gil.id, goal="A dog", seen="My own place", now=NOW)
        assert LedgerEntry.objects.count() == 1
        with pytest.raises(Conflict):
            update_goal(actor=cast.ana, client_id=cast.gil.id, goal="A cat", seen="My own place", now=NOW)
        with pytest.raises(BadInput):
            update_goal(actor=cast.ana, client_id=cast.gil.id, goal="x" * 301, seen="A dog", now=NOW)
        assert get_client(cast.ana, cast.gil.id, TODAY).goal == "A dog"


def grow(cast, count):
    with scope_of_installation():
        for number in range(count):
            _, relationship = serve(f"Person {number:03}", cast.ana, cast.program)
            for text in ("First", "Second"):
                relationship.promises.create(
                    organization_id=cast.organization.id, text=text, made_at=NOW, made_by_id=cast.ana.engagement_id
                )


@pytest.mark.parametrize("who", ["ana", "ben", "faye"])
def test_a_caseload_costs_the_same_at_5_and_at_200(cast, who):
    actor, costs = getattr(cast, who), []
    for more in (4, 195):
        grow(cast, more)
        with (
            scope_of(actor),
            CaptureQueriesContext(
                connection,
            ) as captured,
        ):
            caseload = list_caseload(actor, TODAY, limit=500)
            peers = list_peers_with_people(actor, TODAY)
        costs.append(len(statements(captured)))
    assert costs == [4, 4]
    assert len(caseload.people) >= 200
    assert "Ana" in [peer.name for peer in peers]
    card = caseload.people[-1]
    assert (card.promise.text, card.open_promises) == ("First", 2)


def test_pages_join_without_gap_or_repeat_even_for_equal_names(cast):
    with scope_of_installation():
        for _ in range(12):
            serve("Same Name", cast.ana, cast.program)
    with scope_of(cast.ana):
        seen, after = [], None
        while True:
            page = list_caseload(cast.ana, TODAY, after=after, limit=5)
            seen += [card.client_id for card in page.people]
            after = page.after
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 13


def test_a_page_costs_the_same_with_a_long_history(cast):
    costs = []
    for more in (5, 200):
        with scope_of_installation():
            for _ in range(more):
                Relationship.objects.create(
                    organization_id=cast.organization.id,
                    client=cast.gil,
                    peer_id=cast.cleo.engagement_id,
                    started_on=LONG_AGO,
                    ended_on=LONG_AGO,
                    phase="engaging",
                    phase_since=LONG_AGO,
                )
        with scope_of(cast.ana), CaptureQueriesContext(connection) as captured:
            get_client(cast.ana, cast.gil.id, TODAY)
        costs.append(len(statements(captured)))
    assert costs == [2, 2]


def test_one_peers_people_for_their_supervisor(cast):
    with scope_of(cast.ben):
        assert [card.name for card in list_clients_of_peer(cast.ben, cast.ana.engagement_id, TODAY)] == ["Gil"]
        assert list_clients_of_peer(cast.ben, cast.cleo.engagement_id, TODAY) == ()
    assert cast.ben.role is Role.CLINICAL_SUPERVISOR
