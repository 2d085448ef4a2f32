"""Wishes, choosing, signing, the monthly rhythm, and stopping."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.mentoring.commands.pairs import choose_mentor, end_pair, sign_pair, tell_wish
from cairn.mentoring.commands.talks import TalkDraft, record_talk
from cairn.mentoring.domain import BODY
from cairn.mentoring.domain.rhythm import RhythmFacts, decide_rhythm
from cairn.mentoring.domain.wishes import MentorOffer, Topic, Way, Wish, suggest
from cairn.mentoring.models import MentoringPair, MentoringTalk, MentoringWish
from cairn.mentoring.queries.pairs import get_pair, list_pairs, list_talks
from cairn.mentoring.queries.wishes import get_wish, list_suggestions
from cairn.platform.ids import new_form_id, new_id
from cairn.platform.packs import rules_on
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.labor import hire_more
from tests.mentoring.pairs import offer, pair_up, talked
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
TALK = TalkDraft(TODAY, 30, "phone", ("story",), "Read it aloud once")


def tell(actor, topics=("story",), ways=("phone",), places=None):
    with scope_of(actor):
        tell_wish(actor=actor, topics=topics, ways=ways, places=places, now=NOW)


def choose(actor, mentor, pair_id=None):
    with scope_of(actor):
        return choose_mentor(actor=actor, pair_id=pair_id or new_id(), mentor_id=mentor.engagement_id, now=NOW)


def sign(actor, pair_id):
    with scope_of(actor):
        return sign_pair(actor=actor, pair_id=pair_id, now=NOW)


def end(actor, pair_id, because="reached"):
    with scope_of(actor):
        return end_pair(actor=actor, pair_id=pair_id, because=because, now=NOW)


def talk(actor, pair, talk_id=None, **changes):
    content = {"on": TODAY, "minutes": 30, "way": "phone", "topics": ("story",), "next_step": "", **changes}
    with scope_of(actor):
        return record_talk(
            actor=actor, talk_id=talk_id or new_id(), pair_id=pair.id, draft=TalkDraft(**content), now=NOW
        )


def wish(topics, ways, places=0):
    return Wish(frozenset(map(Topic, topics)), frozenset(map(Way, ways)), places)


def test_mentors_with_more_in_common_come_first_and_full_ones_not_at_all():
    own = wish(("story", "groups"), ("phone",))
    mentors = [
        MentorOffer(UUID(int=1), "Bo", wish(("story",), ("phone",), 1), 0),
        MentorOffer(UUID(int=2), "Al", wish(("story", "groups"), ("phone", "video"), 1), 0),
        MentorOffer(UUID(int=3), "Cy", wish(("story", "groups"), ("phone",), 1), 1),  # full
        MentorOffer(UUID(int=4), "Di", wish(("story", "groups"), ("video",), 1), 0),  # no way in common
        MentorOffer(UUID(int=5), "Ed", wish(("paperwork",), ("phone",), 1), 0),
    ]
    found = suggest(own, mentors)
    assert [each.mentor.name for each in found] == ["Al", "Bo", "Ed"]
    assert found[0].topics == (Topic.STORY, Topic.GROUPS)
    assert found == suggest(own, mentors[::-1])


@pytest.mark.parametrize(
    ("last", "on", "outcome", "due"),
    [
        (None, date(2026, 2, 10), "in rhythm", date(2026, 2, 28)),
        (None, date(2026, 2, 21), "due soon", date(2026, 2, 28)),
        (None, date(2026, 2, 28), "due soon", date(2026, 2, 28)),
        (None, date(2026, 3, 1), "overdue", date(2026, 2, 28)),
        (date(2026, 2, 20), date(2026, 3, 1), "in rhythm", date(2026, 3, 20)),
    ],
)
def test_the_next_talk_is_a_month_after_the_last(last, on, outcome, due):
    decision = decide_rhythm(RhythmFacts(date(2026, 1, 31), last), rules_on(on, BODY), on)
    assert (decision.outcome, decision.figures["due_on"]) == (outcome, due)
    assert decision.allowed  # nothing ever stops because of it


def test_a_wish_is_told_and_told_anew(cast):
    tell(cast.ana, ("groups", "story"), ("video",))
    tell(cast.ana, ("story", "groups"), ("video",))  # the same in another order
    tell(cast.ana, ("story",), ("phone",), places=9)
    with scope_of(cast.ana):
        assert get_wish(cast.ana, TODAY) == wish(("story",), ("phone",))
        assert (MentoringWish.objects.count(), LedgerEntry.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("who", "changes", "field"),
    [
        ("ana", {"topics": ()}, "topics"),
        ("ana", {"topics": ("clients",)}, "topics"),
        ("ana", {"ways": ()}, "ways"),
        ("mia", {"places": None}, "places"),
        ("mia", {"places": 13}, "places"),
    ],
)
def test_a_wish_that_cannot_be_taken_names_the_field(cast, who, changes, field):
    with pytest.raises(BadInput) as error:
        tell(getattr(cast, who), **{"places": 1, **changes})
    assert set(error.value.problems) == {field}
    with scope_of(cast.ana):
        assert not MentoringWish.objects.exists()


def test_the_mentee_chooses_the_mentor_signs(cast):
    with scope_of(cast.mia):
        offer(cast)
    with scope_of(cast.ana):
        (found,) = list_suggestions(cast.ana, wish(("story",), ("phone",)), TODAY)
    assert (found.mentor.name, found.topics) == ("Mia", (Topic.STORY,))
    pair_id = choose(cast.ana, cast.mia)
    assert choose(cast.ana, cast.mia) == pair_id  # sent again
    with scope_of(cast.mia):
        assert get_pair(cast.mia, pair_id, TODAY).waits_for(cast.mia.engagement_id)
    assert sign(cast.mia, pair_id) == sign(cast.mia, pair_id)
    with scope_of(cast.ana):
        pair = get_pair(cast.ana, pair_id, TODAY)
        assert pair.is_agreed
        assert pair.rhythm.figures["due_on"] == date(2026, 12, 20)
        assert LedgerEntry.objects.count() == 2


def test_a_mentee_may_change_and_a_full_mentor_says_so(cast):
    with scope_of(cast.mia):
        offer(cast, places=1)
        first = pair_up(cast, cast.ivo)
    with pytest.raises(BadInput, match="no room"):
        choose(cast.ana, cast.mia)
    end(cast.ivo, first.id)
    choose(cast.ana, cast.mia)
    with scope_of(cast.faye):
        other = hire_more(cast, 1)[0]
        type(other).objects.filter(id=other.id).update(role="mentor")
        offer(cast, person_id=other.id)
    with scope_of(cast.ana):
        choose_mentor(actor=cast.ana, pair_id=new_id(), mentor_id=other.id, now=NOW)
        (now,) = list_pairs(cast.ana, TODAY)
        assert now.mentor_id == other.id
        assert [pair.ended_because for pair in MentoringPair.objects.order_by("chosen_at", "id")] == [
            "reached",
            "another_mentor",
            "",
        ]


def test_who_may_choose_sign_end_and_see(cast):
    with scope_of(cast.mia):
        offer(cast)
        pair = pair_up(cast, mentor_signed_at=None)
        talked(cast, pair, next_step="Private")
    for actor in (cast.mia, cast.faye, cast.kay, cast.ben):
        with pytest.raises(NotPermitted):
            choose(actor, cast.mia)
    with pytest.raises(NotFound):
        choose(cast.dov, cast.mia)
    with pytest.raises(NotFound):
        choose(cast.cleo, cast.ana)  # no mentor
    for actor in (cast.cleo, cast.dov, cast.ivo):
        for act in (sign, end):
            with pytest.raises(NotFound):
                act(actor, pair.id)
        with scope_of(actor):
            assert list_pairs(actor, TODAY) == ()
            assert list_talks(actor, pair.id, TODAY) == ()
    with scope_of(cast.kay):
        assert len(list_pairs(cast.kay, TODAY)) == 1  # that they talk
        with pytest.raises(NotPermitted):
            list_talks(cast.kay, pair.id, TODAY)  # not about what
    for actor in (cast.faye, cast.ben):
        with scope_of(actor), pytest.raises(NotPermitted):
            list_pairs(actor, TODAY)


def test_either_may_stop_and_what_ended_stays(cast):
    with scope_of(cast.mia):
        pair = pair_up(cast)
    with pytest.raises(BadInput) as error:
        end(cast.mia, pair.id, "")
    assert set(error.value.problems) == {"because"}
    assert end(cast.mia, pair.id) == end(cast.ana, pair.id, "no_time")
    with pytest.raises(BadInput, match="not ended"), scope_of(cast.ana):
        talk(cast.mia, pair)
    with scope_of(cast.ana):
        assert MentoringPair.objects.get().ended_because == "reached"
        with pytest.raises(IntegrityError), transaction.atomic():
            MentoringPair.objects.update(ended_on=None)


def test_nobody_signs_what_ended(cast):
    with scope_of(cast.mia):
        pair = pair_up(cast, mentor_signed_at=None)
    end(cast.ana, pair.id)
    with pytest.raises(BadInput, match="has ended"):
        sign(cast.mia, pair.id)


def test_a_talk_keeps_the_rhythm_and_is_kept_once(cast):
    with scope_of(cast.mia):
        pair = pair_up(cast, days_ago=50)
        assert list_pairs(cast.mia, TODAY)[0].rhythm.outcome == "overdue"
    talk_id = new_id()
    assert talk(cast.mia, pair, talk_id) == talk(cast.mia, pair, talk_id)
    with pytest.raises(Conflict):
        talk(cast.mia, pair, talk_id, minutes=31)
    with scope_of(cast.ana):
        assert get_pair(cast.ana, pair.id, TODAY).rhythm.outcome == "in rhythm"
        assert (MentoringTalk.objects.count(), LedgerEntry.objects.count()) == (1, 1)
    for actor, error in ((cast.ana, NotPermitted), (cast.kay, NotPermitted), (cast.dov, NotPermitted)):
        with pytest.raises(error):
            talk(actor, pair)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 241}, "minutes"),
        ({"way": "letter"}, "way"),
        ({"topics": ()}, "topics"),
        ({"next_step": "x" * 121}, "next_step"),
    ],
)
def test_a_talk_that_cannot_be_taken_names_the_field(cast, changes, field):
    with scope_of(cast.mia):
        pair = pair_up(cast)
    with pytest.raises(BadInput) as error:
        talk(cast.mia, pair, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.mia):
        assert not MentoringTalk.objects.exists()


def test_the_whole_way_in_the_browser(cast, monkeypatch):
    set_clock(monkeypatch)
    mia, ana = sign_in(cast, "mia"), sign_in(cast, "ana")
    assert "Say what you offer" in mia.get("/").content.decode()
    assert mia.post("/mentoring/wishes/", {"topics": ["story"]}).status_code == 400
    told = {"topics": ["story"], "ways": ["phone"], "places": "2"}
    assert mia.post("/mentoring/wishes/", told).status_code == 302
    assert ana.post("/mentoring/wishes/", {"topics": ["story"], "ways": ["phone"]}).status_code == 302
    assert "You both named: Telling my story" in ana.get("/mentoring/").content.decode()
    where = f"/mentoring/mentors/{cast.mia.engagement_id}/"
    assert "What you agree on" in ana.get(where).content.decode()
    assert ana.post(where, {"id": new_form_id(cast.organization.id)}).status_code == 302
    assert "Mia walks with you" in ana.get("/mentoring/").content.decode()
    assert "Ana has chosen you" in mia.get("/").content.decode()
    with scope_of(cast.mia):
        pair = MentoringPair.objects.get()
    page = f"/mentoring/pairs/{pair.id}/"
    assert mia.post(f"{page}sign/").status_code == 302
    sent = {"on": TODAY, "minutes": "30", "way": "phone", "topics": ["story"], "next_step": "Read it aloud"}
    assert mia.post(f"{page}talks/", {**sent, "minutes": "x"}).status_code == 400
    assert mia.post(f"{page}talks/", sent).status_code == 302
    assert "Next: Read it aloud" in ana.get(page).content.decode()
    kay = sign_in(cast, "kay")
    assert "1 pair." in kay.get("/mentoring/").content.decode()
    assert kay.get(page).status_code == 403
    assert ana.post(f"{page}end/", {}).status_code == 400
    assert ana.post(f"{page}end/", {"because": "reached"}).status_code == 302
    assert "Ended" in ana.get(page).content.decode()


def test_lists_cost_the_same_with_more_pairs(cast, monkeypatch):
    set_clock(monkeypatch)
    browsers = [sign_in(cast, who) for who in ("mia", "kay")]
    costs = []
    for _ in range(2):
        with scope_of(cast.faye):
            for person in hire_more(cast, 8):
                talked(cast, pair_up(cast, mentee_id=person.id))
        for browser in browsers:
            with counted() as statements:
                assert browser.get("/mentoring/").status_code == 200
            costs.append(len(statements))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 2
