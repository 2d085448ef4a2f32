"""Bundles that a package of others makes come in; everything left out has a reason; nothing comes in twice or by halves."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from functools import cache

import carebundle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.exchange.commands.bundles import carry_out, plan_import
from cairn.exchange.domain.fhir import read_bundle
from cairn.front.cli.imports import files_of, read_file
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Encounter, Relationship
from tests.people import NOW


@cache
def text_of(seed, visits):
    made = carebundle.generate_history(
        profile="hypertension", seed=seed, visits=visits, reference_date=date(2026, 10, 1)
    )
    return carebundle.to_json(made)


def bundle(seed=1, visits=3):
    return json.loads(text_of(seed, visits))


def take_in(cast, documents, actor=None, peer=None):
    actor = actor or cast.faye
    with scope_of(actor):
        readings = [read_bundle(document) for document in documents]
        plan = plan_import(actor, readings, source="carebundle", peer_id=peer or cast.ana.engagement_id, now=NOW)
        carry_out(actor, plan, NOW)
        return plan


@pytest.mark.django_db
def test_people_and_contacts_of_others_come_in(cast):
    plan = take_in(cast, [bundle(seed) for seed in range(5)])
    assert (len(plan.clients), len(plan.contacts)) == (5, 15)
    with scope_of_installation():
        rows = Encounter.objects.filter(source_system="carebundle")
        assert {row.minutes for row in rows} == {30}
        assert {row.zone for row in rows} == {"America/Denver"}
        assert (
            Relationship.objects.filter(client__source_system="carebundle", peer_id=cast.ana.engagement_id).count() == 5
        )
        assert LedgerEntry.objects.filter(action="support.record.taken_in").count() == 1


@pytest.mark.django_db
def test_the_same_files_again_write_nothing(cast):
    documents = [bundle(seed) for seed in range(3)]
    take_in(cast, documents)
    again = take_in(cast, documents)
    assert (again.clients, again.contacts, again.known_clients, again.known_contacts) == ((), (), 3, 9)
    with scope_of_installation():
        assert Client.objects.filter(source_system="carebundle").count() == 3
        assert LedgerEntry.objects.filter(action="support.record.taken_in").count() == 1


@pytest.mark.django_db
def test_somebody_who_looks_the_same_is_left_for_a_person_to_decide(cast):
    document = bundle(7)
    patient = next(e["resource"] for e in document["entry"] if e["resource"]["resourceType"] == "Patient")
    with scope_of_installation():
        cast.gil.legal_given_name = " ".join(patient["name"][0]["given"])
        cast.gil.legal_family_name = patient["name"][0]["family"]
        cast.gil.birth_date = date.fromisoformat(patient["birthDate"])
        cast.gil.save()
    plan = take_in(cast, [document])
    assert plan.clients == plan.contacts == ()
    assert any("a person must decide" in why for why in plan.left_out)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ana", "ben", "jun", "lee", "noor"])
def test_only_the_manager_takes_in(cast, name):
    with pytest.raises(NotPermitted):
        take_in(cast, [bundle()], actor=cast.actors[name])


@pytest.mark.django_db
def test_a_peer_supporter_of_elsewhere_does_not_exist(cast):
    with pytest.raises(NotFound):
        take_in(cast, [bundle()], peer=cast.dov.engagement_id)


def encounter(**changes):
    resource = {
        "resourceType": "Encounter",
        "id": "e1",
        "status": "finished",
        "class": {"code": "HH"},
        "subject": {"reference": "Patient/p1"},
        "period": {"start": "2026-03-08T01:30:00-07:00", "end": "2026-03-08T03:30:00-06:00"},
    }
    return {**resource, **changes}


def of(*resources, patient=None):
    patient = patient or {"resourceType": "Patient", "id": "p1", "name": [{"given": ["A"], "family": "B"}]}
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in (patient, *resources)]}


def test_an_hour_across_the_spring_change_is_an_hour():
    (record,) = read_bundle(of(encounter())).encounters
    assert (record.minutes, record.kind, record.place) == (60, "one_to_one", "home")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": "planned"}, "not finished"),
        ({"subject": {"reference": "Patient/other"}}, "does not come in"),
        ({"period": {"start": "2026-03-08T01:30:00-07:00"}}, "missing"),
        ({"period": {"start": "2026-03-08T01:30:00-07:00", "end": "2026-03-08T01:30:20-07:00"}}, "no minute"),
        ({"period": {"start": "2026-03-08T01:30:00-07:00", "end": "2026-03-07T01:30:00-07:00"}}, "no minute"),
        ({"period": {"start": "2026-03-08T01:30:00", "end": "2026-03-08T02:30:00"}}, "zone"),
        ({"period": {"start": "2026-03-01T01:30:00Z", "end": "2026-03-08T02:30:00Z"}}, "a stay"),
        ({"id": None}, "no id"),
    ],
)
def test_what_cannot_be_a_contact_stays_out_with_its_reason(changes, why):
    reading = read_bundle(of(encounter(**changes)))
    assert reading.encounters == ()
    assert why in reading.left_out[0].why


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"resourceType": "Patient"}, {"resourceType": "Bundle", "type": "nonsense"}]
    + [{"resourceType": "Bundle", "type": "batch", "entry": entry} for entry in ({}, [1], [{}], [{"resource": 3}])],
)
def test_what_is_no_bundle_is_refused(document):
    with pytest.raises(BadInput):
        read_bundle(document)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 20_000), st.integers(0, 255))
def test_a_damaged_file_is_refused_or_read_never_anything_else(tmp_path_factory, place, byte):
    text = bytearray(text_of(1, 3).encode())
    text[place % len(text)] = byte
    path = tmp_path_factory.mktemp("bundles") / "one.json"
    path.write_bytes(bytes(text))
    with suppress(BadInput):  # anything else that it may raise fails here
        read_file(path)


def test_a_truncated_file_names_where(tmp_path):
    path = tmp_path / "cut.json"
    path.write_text(" ".join(text_of(1, 3).split())[:-100])
    with pytest.raises(BadInput, match=r"damaged at line 1, column \d+"):
        read_file(path)


def test_a_folder_is_read_in_order_and_an_empty_one_refused(tmp_path):
    with pytest.raises(BadInput):
        files_of([str(tmp_path)])
    for name in ("b.json", "a.json", "c.txt"):
        (tmp_path / name).write_text("{}")
    assert [path.name for path in files_of([str(tmp_path)])] == ["a.json", "b.json"]
    with pytest.raises(BadInput):
        files_of([str(tmp_path / "nowhere")])
