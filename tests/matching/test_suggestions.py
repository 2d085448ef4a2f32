"""The order anybody can check, and the wishes it stands on."""

from __future__ import annotations

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.matching.domain.facets import Facet, Strength
from cairn.matching.domain.suggestions import ORDER_SAID, Candidate, Offer, Wish, suggest
from cairn.matching.models import Wishes
from cairn.matching.queries.suggestions import get_wishes, list_suggestions
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.matching.acts import offer, themselves, wish
from tests.people import TODAY

VETERAN = Wish(Facet.VETERAN, Strength.MATTERS)
PARENT = Wish(Facet.PARENT, Strength.WELCOME)
SPANISH = Wish(Facet.LANGUAGE, Strength.WELCOME, "spanish")


def names(wishes, *candidates):
    found = [Candidate(new_id(), name, said, people) for name, said, people in candidates]
    return [one.name for one in suggest(wishes, found)]


def test_what_matters_a_lot_comes_before_what_would_be_good():
    people = (("Both", Offer(parent=True, languages="Spanish"), 0), ("Strong", Offer(veteran=True), 9))
    assert names((VETERAN, PARENT, SPANISH), *people) == ["Strong", "Both"]


def test_with_equal_wishes_those_come_first_who_walk_with_fewer():
    people = (("Busy", Offer(veteran=True), 8), ("Free", Offer(veteran=True), 2), ("Neither", Offer(), 0))
    assert names((VETERAN,), *people) == ["Free", "Busy", "Neither"]
    assert names((), *people) == ["Neither", "Free", "Busy"]


def test_what_is_not_offered_is_open_and_never_held_against_anybody():
    (one,) = suggest((VETERAN, SPANISH), [Candidate(new_id(), "Ana", Offer(languages="Spanish, ASL"), 1)])
    assert one.reasons == ("Speaks spanish",)
    assert one.open_wishes == ("Somebody who served in the military",)


def test_the_order_is_said_and_holds_no_score():
    assert "Nobody is scored" in ORDER_SAID


@pytest.mark.django_db
def test_everybody_at_work_is_suggested_but_who_walks_with_them(cast):
    offer(cast.cleo, parent=True, words="I listen")
    wish(cast.faye, cast.gil, **{"parent-strength": ["matters"]})
    with scope_of(cast.faye):
        choosing = list_suggestions(cast.faye, cast.gil.id, TODAY)
    assert [(one.name, one.reasons, one.words) for one in choosing.people] == [("Cleo", ("Is a parent",), "I listen")]
    assert [one.peer_name for one in choosing.with_now] == ["Ana"]


@pytest.mark.django_db
def test_wishes_are_written_by_the_person_or_while_they_speak(cast, monkeypatch):
    gil = themselves(cast, monkeypatch)
    wish(cast.ana, cast.gil, words="Somebody calm")
    wish(gil, cast.gil, words="Somebody who laughs", seen=1)
    with scope_of(cast.ana):
        found = get_wishes(cast.ana, cast.gil.id, TODAY)
    assert (found.number, found.words, found.by_client) == (2, "Somebody who laughs", True)
    with scope_of_installation():
        assert list(Wishes.objects.order_by("number").values_list("words", flat=True)) == [
            "Somebody calm",
            "Somebody who laughs",
        ]


@pytest.mark.django_db
def test_two_who_write_at_once_both_keep_what_they_wrote(cast):
    wishes_id = new_id()
    for _ in range(2):
        wish(cast.ana, cast.gil, words="Calm", wishes_id=wishes_id)
    with pytest.raises(Conflict, match="anew"):
        wish(cast.faye, cast.gil, words="Loud")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"gender-strength": ["matters"]}, "gender"),
        ({"gender-strength": [""], "gender": ["woman"]}, "gender"),  # named, and said not to matter: which of the two?
        ({"language": ["Salish"]}, "language"),
        ({"gender-strength": ["matters"], "gender": ["unknown"]}, "gender"),
        ({"language-strength": ["welcome"], "language": [" , "]}, "language"),
        ({"culture-strength": ["welcome"], "culture": ["x" * 81]}, "culture"),
        ({"lived-strength": ["matters"], "lived": ["wealth"]}, "lived"),
        ({"parent-strength": ["desperately"]}, "parent"),
    ],
)
def test_what_cannot_be_wished_names_its_field(cast, sent, field):
    with pytest.raises(BadInput) as raised:
        wish(cast.ana, cast.gil, **sent)
    assert field in raised.value.problems


@pytest.mark.django_db
def test_another_one_s_wishes_are_as_if_there_were_none(cast, monkeypatch):
    gil = themselves(cast, monkeypatch)
    for actor, client in ((cast.cleo, cast.gil), (cast.dov, cast.gil), (gil, cast.hal)):
        with pytest.raises(NotFound):
            wish(actor, client)
        with scope_of(actor), pytest.raises(NotFound):
            get_wishes(actor, client.id, TODAY)
    for actor in (cast.ben, cast.jun, cast.noor):
        with scope_of(actor), pytest.raises(NotPermitted):
            get_wishes(actor, cast.gil.id, TODAY)
