"""What is said about a peer supporter is theirs; what they lived through reaches the person who asks for it, and no employer."""

from __future__ import annotations

import pytest
from django.db import connection

from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.matching import policy as matching_policy
from cairn.matching.domain.suggestions import Offer
from cairn.matching.domain.wishes import rows_of, rows_sent, wishes_in
from cairn.matching.models import LivedStatement
from cairn.matching.queries.offers import get_own_offer, list_offers
from cairn.matching.queries.suggestions import list_suggestions
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.policy import all_grants, visible
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.matching.acts import offer, themselves, wish
from tests.people import TODAY

pytestmark = pytest.mark.django_db
WISHED = {"veteran-strength": ["matters"], "lived-strength": ["matters"], "lived": ["alcohol"]}


def suggested(actor, client):
    with scope_of(actor):
        return list_suggestions(actor, client.id, TODAY)


def test_what_was_said_is_said_until_it_is_taken_back(cast):
    offer(cast.ana, veteran=True, languages=" Spanish ,, ASL", lived=frozenset({"alcohol", "loss"}))
    with scope_of(cast.ana):
        own = get_own_offer(cast.ana, TODAY)
    assert (own.veteran, own.languages, own.lived) == (True, "Spanish, ASL", {"alcohol", "loss"})
    offer(cast.ana)
    with scope_of(cast.ana):
        assert get_own_offer(cast.ana, TODAY) == Offer()
    with scope_of_installation():
        assert LivedStatement.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"gender": "hidden"}, "gender"),
        ({"words": "x" * 301}, "words"),
        ({"languages": "x" * 201}, "languages"),
        ({"lived": frozenset({"wealth"})}, "lived"),
    ],
)
def test_what_cannot_be_said_names_its_field(cast, said, field):
    with pytest.raises(BadInput) as raised:
        offer(cast.ana, **said)
    assert field in raised.value.problems


def test_only_its_author_and_the_person_who_chooses_hold_what_was_lived_through():
    holders = {
        (grant.permission, grant.role) for grant in all_grants() if grant.permission.startswith("matching.lived")
    }
    assert holders == {
        (matching_policy.WRITE_LIVED, matching_policy.PEER),
        (matching_policy.SHOW_LIVED, matching_policy.CLIENT),
    }


@pytest.mark.parametrize("who", ["ben", "faye", "jun", "lee", "noor", "kay", "hana", "ivo", "mia"])
def test_no_employer_reads_what_was_lived_through(cast, who):
    offer(cast.ana, lived=frozenset({"alcohol"}))
    actor = getattr(cast, who)
    with scope_of(actor):
        for permission in (matching_policy.WRITE_LIVED, matching_policy.SHOW_LIVED):
            with pytest.raises(NotPermitted):
                visible(LivedStatement, actor, permission, TODAY)
        if who == "faye":
            assert list_offers(actor, TODAY, lived_asked=frozenset({"alcohol"}))[cast.ana.engagement_id].lived == set()


def test_a_colleague_reads_their_own_and_no_other(cast):
    offer(cast.ana, veteran=True, lived=frozenset({"alcohol"}))
    with scope_of(cast.cleo):
        assert get_own_offer(cast.cleo, TODAY) == Offer()
        with pytest.raises(NotPermitted):
            list_offers(cast.cleo, TODAY, lived_asked=frozenset({"alcohol"}))


def test_it_lies_sealed_and_the_ledger_does_not_tell(cast):
    offer(cast.ana, lived=frozenset({"alcohol"}))
    with scope_of_installation():
        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed FROM matching_livedstatement")
            assert b"alcohol" not in bytes(cursor.fetchone()[0])
        bodies = list(LedgerEntry.objects.values_list("body", flat=True))
    assert any("matching.offer.written" in body for body in bodies)
    assert not any("alcohol" in body or "lived" in body for body in bodies)


def test_the_person_who_asked_is_told_and_only_what_they_asked(cast, monkeypatch):
    gil = themselves(cast, monkeypatch)
    offer(cast.cleo, veteran=True, lived=frozenset({"alcohol", "prison"}))
    wish(gil, cast.gil, **WISHED)
    (one,) = suggested(gil, cast.gil).people
    assert one.reasons == ("Served in the military", "Has lived through it: alcohol")
    assert "prison" not in repr(one).lower()


def test_the_manager_sees_neither_it_nor_its_effect(cast):
    """The same page byte for byte, whether Cleo said it or not."""
    wish(cast.faye, cast.gil, **WISHED)
    without = suggested(cast.faye, cast.gil)
    offer(cast.cleo, lived=frozenset({"alcohol"}))
    with_it = suggested(cast.faye, cast.gil)
    assert repr(with_it) == repr(without)
    assert [one.facet.value for one in with_it.left_out] == ["lived"]


def test_somebody_else_s_suggestions_are_as_if_there_were_none(cast, monkeypatch):
    gil = themselves(cast, monkeypatch)
    for client in (cast.hal, cast.zoe):
        with pytest.raises(NotFound):
            suggested(gil, client)
    with scope_of(cast.cleo), pytest.raises(NotPermitted):
        list_suggestions(cast.cleo, cast.gil.id, TODAY)
    with scope_of(gil), pytest.raises(NotFound):
        list_suggestions(gil, new_id(), TODAY)


def test_a_form_that_was_sent_reads_back_as_it_was():
    sent = {
        "gender-strength": ["welcome"],
        "gender": ["woman"],
        "language-strength": ["matters"],
        "language": ["ASL, Crow"],
    }
    rows = rows_sent(sent)
    wishes = wishes_in(rows)
    assert [(one.facet.value, one.strength.value, one.value) for one in wishes] == [
        ("gender", "welcome", "woman"),
        ("language", "matters", "ASL"),
        ("language", "matters", "Crow"),
    ]
    assert rows_of(wishes) == rows
