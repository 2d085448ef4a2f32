"""The summary: drafted from what stands, two who write at once, signed for good, on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.departures.domain.summaries import DraftFacts, Pointed, Stretch, draft_summary
from cairn.departures.models import Summary
from cairn.departures.queries.departures import get_departure
from cairn.departures.queries.drafts import draft_of
from cairn.departures.web.summaries import as_document
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.referrals.domain.steps import Heard
from cairn.referrals.domain.steps import Reason as StepReason
from tests.departures.acts import leave, plan, take_back, write
from tests.people import TODAY, ZONE
from tests.referrals.house import learn, refer
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db


def get(cast, departure_id, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_departure(actor, departure_id, TODAY)


def test_the_draft_says_what_is_written_down_and_guesses_nothing():
    facts = DraftFacts(
        TODAY - timedelta(days=300),
        TODAY,
        (Stretch("Ana", TODAY - timedelta(days=300), None, ("Engaging", "Connecting")),),
        1,
        ("My own place",),
        ("A dog",),
        "Thank you",
        (
            Pointed("Flathead Clinic", TODAY, "It helped", is_open=False),
            Pointed("Tuesday group", TODAY, "No word yet", is_open=True),
        ),
    )
    texts = draft_summary(facts)
    assert texts.together.splitlines() == [
        "Here from January 24, 2026 until November 20, 2026.",
        "Walked with Ana from January 24, 2026. Phases: Engaging, Connecting.",
        "1 contact.",
    ]
    assert texts.reached.splitlines() == [
        "Reached: My own place",
        "Flathead Clinic, asked on November 20, 2026: it helped.",
    ]
    assert texts.ahead.splitlines() == [
        "Still on the way: A dog",
        "Tuesday group, asked on November 20, 2026: no word yet.",
    ]
    assert (texts.carries, texts.their_words) == ("", "Thank you")


def test_the_draft_is_made_from_the_record(cast):
    with scope_of_installation():
        record_contact(cast)
    departure_id = plan(cast, their_words="I can do it now")
    with scope_of(cast.ana):
        texts = draft_of(cast.ana, get_departure(cast.ana, departure_id, TODAY), TODAY)
    assert "Walked with Ana from January 1, 2024." in texts.together
    assert "1 contact." in texts.together
    assert texts.their_words == "I can do it now"


def test_after_the_door_closed_the_draft_tells_dates_alone(cast):
    departure_id = leave(cast)
    with scope_of(cast.ana):
        texts = draft_of(cast.ana, get_departure(cast.ana, departure_id, TODAY), TODAY)
    assert texts.together == "Here from January 1, 2024 until November 20, 2026."


def test_it_can_be_written_together_before_they_leave_and_is_signed_once(cast):
    departure_id = plan(cast)
    write(cast, departure_id, together="We fished", their_words="It was good", with_client=True)
    write(
        cast, departure_id, seen=1, sign=True, together="We fished a lot", their_words="It was good", with_client=True
    )
    one = get(cast, departure_id)
    assert (one.summary.texts.together, one.summary.signed_by, len(one.summary.content_hash)) == (
        "We fished a lot",
        "Ana",
        64,
    )
    assert one.summary.with_client
    again = {"together": "We fished a lot", "their_words": "It was good", "with_client": True}
    assert write(cast, departure_id, seen=1, sign=True, **again) == 2
    with pytest.raises(Conflict, match="stays as it is"):
        write(cast, departure_id, seen=2, together="Other")


def test_the_database_keeps_what_was_signed(cast):
    write(cast, plan(cast), sign=True)
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        Summary.objects.update(together="Other")


def test_two_who_write_at_once_lose_nothing(cast):
    departure_id = plan(cast)
    write(cast, departure_id, together="Hers")
    with pytest.raises(Conflict, match="Both texts are here") as raised:
        write(cast, departure_id, cast.faye, together="His")
    assert raised.value.current_version == 1
    assert get(cast, departure_id).summary.texts.together == "Hers"


def test_an_empty_one_is_not_signed_and_a_long_one_is_named(cast):
    departure_id = plan(cast)
    with pytest.raises(Refused):
        write(cast, departure_id, sign=True, together=" ")
    with pytest.raises(BadInput) as raised:
        write(cast, departure_id, ahead="x" * 4001)
    assert set(raised.value.problems) == {"ahead"}
    assert get(cast, departure_id).summary is None


def test_nobody_else_writes_it(cast):
    departure_id = plan(cast)
    for actor, error in (
        (cast.cleo, NotFound),
        (cast.dov, NotFound),
        (cast.ben, NotPermitted),
        (cast.jun, NotPermitted),
    ):
        with pytest.raises(error):
            write(cast, departure_id, actor)
    take_back(cast, departure_id)
    with pytest.raises(NotFound):
        write(cast, departure_id)


def test_the_paper_holds_their_words_apart(cast):
    departure_id = leave(cast)
    write(cast, departure_id, sign=True, together="We fished", their_words="It was good")
    paper = as_document(get(cast, departure_id), ZONE)
    assert paper["texts"] == [["What we did together", "We fished"]]
    assert (paper["theirs"], paper["signed_by"], paper["signed_at"]) == ("It was good", "Ana", "November 20, 2026")
    assert ["Why", "Moved away"] in paper["facts"]


def test_the_draft_tells_where_they_were_pointed_to_and_what_came_of_it(cast):
    reached, mistaken = refer(cast), refer(cast)
    refer(cast)
    learn(cast, reached, heard=Heard.HELPED)
    learn(cast, mistaken, heard=Heard.STOPPED, reason=StepReason.MISTAKE)
    departure_id = plan(cast)
    with scope_of(cast.ana):
        texts = draft_of(cast.ana, get_departure(cast.ana, departure_id, TODAY), TODAY)
    assert "it helped." in texts.reached
    assert texts.reached.count("asked on") == texts.ahead.count("asked on") == 1
