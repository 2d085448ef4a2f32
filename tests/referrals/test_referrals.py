"""Pointing somebody on, telling the place only with a consent that stands at that moment, and what is learned after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.directory.models import Listing
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.models import Consent, LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.referrals.commands.referrals import hand_card
from cairn.referrals.domain.kinds import HandedOver, Need, Way
from cairn.referrals.domain.states import State
from cairn.referrals.domain.steps import Heard, Reason
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.referrals.queries.figures import count_referrals, figures_of_place
from cairn.referrals.queries.referrals import (
    ON_A_PAGE,
    Group,
    count_due,
    list_client_referrals,
    list_referrals,
)
from tests.people import NOW, TODAY, at
from tests.referrals.house import ASKED_ON, consent, learn, place, read, refer, tell

pytestmark = pytest.mark.django_db


def ago(days):
    return TODAY - timedelta(days=days)


def listed(actor, group=Group.WAITING, **more):
    with scope_of(actor):
        return list_referrals(actor, TODAY, group, **more)


def test_it_is_written_down_once_and_keeps_the_name_of_the_place(cast):
    listing_id, referral_id = place(cast), new_id()
    for _ in range(2):
        refer(cast, id=referral_id, listing_id=listing_id)
    with scope_of_installation():
        Listing.objects.update(service_name="Another name", ended_at=NOW, ended_because="Sold")
    refer(cast, id=referral_id, listing_id=listing_id)  # the same send once more, after the place is gone
    one = read(cast, referral_id)
    assert (one.place_name, one.place_runs, one.client_name) == ("Creekside", "Creekside Homes", "Gil")
    assert (one.state, one.peer_name, one.needs) == (State.NOT_HANDED_OVER, cast.ana.name, (Need.HOUSING,))
    with pytest.raises(Conflict):
        refer(cast, id=referral_id, listing_id=listing_id, hope="Something else")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"needs": frozenset()}, "needs"),
        ({"place_name": " "}, "place"),
        ({"place_name": "x" * 161}, "place_name"),
        ({"place_contact": "x" * 201, "place_name": "A door"}, "place_contact"),
        ({"hope": "x" * 301}, "hope"),
        ({"asked_on": TODAY + timedelta(days=1)}, "asked_on"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as raised:
        refer(cast, **changes)
    assert set(raised.value.problems) == {field}


def test_a_place_that_is_gone_or_named_twice_cannot_be_taken(cast):
    gone = place(cast, ended_at=NOW, ended_because="Closed in June")
    with pytest.raises(BadInput, match="Closed in June"):
        refer(cast, listing_id=gone)
    with pytest.raises(BadInput) as raised:
        refer(cast, listing_id=place(cast), place_name="Another")
    assert set(raised.value.problems) == {"place_name"}


def test_a_card_needs_no_consent_and_tells_nobody(cast):
    one = read(cast, refer(cast, way=Way.CARD))
    assert (one.state, one.hand_overs) == (State.NO_WORD_YET, ())
    warm = refer(cast)
    with scope_of(cast.ana):
        for _ in range(2):
            hand_card(actor=cast.ana, hand_over_id=new_id(), referral_id=warm, now=NOW)
    assert read(cast, warm).handed(HandedOver.CARD).consent_id is None
    assert read(cast, warm).state is State.NO_WORD_YET


def test_the_place_is_told_under_the_consent_that_names_it(cast):
    given, listing_id = consent(cast), place(cast)
    referral_id, told_id = refer(cast, listing_id=listing_id), new_id()
    for _ in range(2):
        tell(cast, referral_id, hand_over_id=told_id, told="Has a dog")
    told = read(cast, referral_id).handed(HandedOver.TOLD)
    assert (told.consent_id, told.recipient, told.told) == (given.id, "Creekside, Creekside Homes", "Has a dog")
    assert told.notice_source == "42 CFR 2.32 as amended 2024"
    with pytest.raises(Conflict, match="told already"):
        tell(cast, referral_id)
    with pytest.raises(Conflict):
        tell(cast, referral_id, hand_over_id=told_id, told="Other words")
    with scope_of_installation():
        assert HandOver.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recipient": "Somebody else"}, "None names this recipient"),
        ({"scope": "notes"}, "Not agreed to"),
        ({"expires_on": ago(1)}, "Ended after"),
        ({"kind": "legal_proceedings"}, "None names this recipient"),
        ({"signed_at": at(14)}, "Signed later"),
    ],
)
def test_no_consent_that_covers_it_nobody_told(cast, changes, words):
    consent(cast, **changes)
    referral_id = refer(cast)
    with pytest.raises(Refused, match=words):
        tell(cast, referral_id)
    assert read(cast, referral_id).hand_overs == ()


def test_more_words_need_more_of_a_yes(cast):
    consent(cast, scope="attendance")
    referral_id = refer(cast)
    with pytest.raises(Refused, match="How I am doing"):
        tell(cast, referral_id, told="Doing well")
    tell(cast, referral_id)
    assert read(cast, referral_id).handed(HandedOver.TOLD).told == ""


def test_the_class_of_care_covers_treatment_and_no_other_place(cast):
    consent(cast, kind="treatment_payment_operations", recipient="", recipient_class="care_and_payment")
    clinic = place(cast, kind="treatment", service_name="Walk-in", organization_name="Clinic")
    tell(cast, refer(cast, listing_id=clinic))
    with pytest.raises(Refused):
        tell(cast, refer(cast, listing_id=place(cast)))


def test_taken_back_between_writing_and_telling_nobody_is_told(cast):
    given, referral_id = consent(cast), refer(cast)
    with scope_of_installation():
        Consent.objects.filter(id=given.id).update(revoked_at=at(12), revoked_by_id=cast.ana.engagement_id)
    with pytest.raises(Refused, match="nothing was sent"):
        tell(cast, referral_id, told_at=at(13))
    tell(cast, referral_id, told_at=at(10))  # told while it stood, and only written down now
    assert read(cast, referral_id).handed(HandedOver.TOLD).at == at(10)


def test_a_place_that_is_gone_is_not_told(cast):
    consent(cast)
    listing_id = place(cast)
    referral_id = refer(cast, listing_id=listing_id)
    with scope_of_installation():
        Listing.objects.update(ended_at=NOW, ended_because="Sold")
    with pytest.raises(Conflict, match="Sold"):
        tell(cast, referral_id)


@pytest.mark.parametrize("changes", [{"told_at": at(16)}, {"told_at": at(9, days_ago=21)}])
def test_told_before_the_asking_or_in_time_to_come_is_not_taken(cast, changes):
    consent(cast)
    with pytest.raises(BadInput) as raised:
        tell(cast, refer(cast), **changes)
    assert set(raised.value.problems) == {"told_on"}


def test_the_loop_closes_in_any_order_of_writing(cast):
    referral_id, step_id = refer(cast, way=Way.CARD), new_id()
    for _ in range(2):
        learn(cast, referral_id, Heard.HELPED, id=step_id, on=ago(2), words="A room")
    learn(cast, referral_id, Heard.GOT_THERE, on=ago(10))
    learn(cast, referral_id, Heard.WAITING_LIST, on=ago(15))
    one = read(cast, referral_id)
    assert one.state is State.HELPED
    assert [view.step.heard for view in one.steps] == [Heard.HELPED, Heard.GOT_THERE, Heard.WAITING_LIST]
    with pytest.raises(Conflict):
        learn(cast, referral_id, Heard.NOT_THERE, id=step_id)


def test_on_one_day_the_later_stage_stands(cast):
    referral_id = refer(cast, way=Way.CARD)
    learn(cast, referral_id, Heard.HELPED)
    learn(cast, referral_id, Heard.GOT_THERE)
    assert read(cast, referral_id).state is State.HELPED


def test_a_correction_stands_beside_what_was_wrong(cast):
    referral_id = refer(cast, way=Way.CARD)
    wrong = learn(cast, referral_id, Heard.HELPED)
    right_id = new_id()
    for _ in range(2):
        learn(cast, referral_id, Heard.NOT_HELPED, id=right_id, reason=Reason.NOT_FOR_THEM, corrects=wrong)
    one = read(cast, referral_id)
    assert one.state is State.NOT_HELPED
    assert [(view.step.id, view.is_corrected) for view in one.steps] == [(right_id, False), (wrong, True)]
    with pytest.raises(Conflict, match="already"):
        learn(cast, referral_id, Heard.GOT_THERE, corrects=wrong)
    learn(cast, referral_id, Heard.NOT_SO, corrects=right_id)
    assert read(cast, referral_id).state is State.NO_WORD_YET


def test_a_correction_belongs_to_its_referral_and_says_something_else(cast):
    referral_id = refer(cast, way=Way.CARD)
    wrong = learn(cast, referral_id, Heard.GOT_THERE)
    with pytest.raises(NotFound):
        learn(cast, refer(cast), Heard.NOT_SO, corrects=wrong)
    with pytest.raises(BadInput) as raised:
        learn(cast, referral_id, Heard.GOT_THERE, corrects=wrong)
    assert set(raised.value.problems) == {"heard"}


def test_nothing_came_of_it_before_it_was_asked(cast):
    with pytest.raises(BadInput) as raised:
        learn(cast, refer(cast), Heard.HELPED, on=ASKED_ON - timedelta(days=1))
    assert set(raised.value.problems) == {"on"}


def test_the_list_asks_in_time_and_forgets_honestly(cast):
    fresh = refer(cast, way=Way.CARD, asked_on=ago(13))
    due = refer(cast, way=Way.CARD, asked_on=ago(14))
    lost = refer(cast, way=Way.CARD, asked_on=ago(91))
    unsent = refer(cast, asked_on=ago(400))
    waits = refer(cast, way=Way.CARD, asked_on=ago(60))
    learn(cast, waits, Heard.WAITING_LIST, on=ago(29))
    asked = refer(cast, way=Way.CARD, asked_on=ago(40))
    learn(cast, asked, Heard.NOT_KNOWN, on=ago(3))
    ended = refer(cast, way=Way.CARD, asked_on=ago(50))
    learn(cast, ended, Heard.STOPPED, reason=Reason.CHANGED_MIND, on=ago(20))
    found = listed(cast.ana)
    assert {row.id for row in found.rows if row.is_due} == {due, unsent}
    assert {row.id for row in found.rows} == {fresh, due, unsent, waits, asked}
    assert (found.due_count, found.counts) == (2, {Group.WAITING: 5, Group.FORGOTTEN: 1, Group.CLOSED: 1})
    assert [row.id for row in listed(cast.ana, Group.FORGOTTEN).rows] == [lost]
    assert [(row.id, row.state) for row in listed(cast.ana, Group.CLOSED).rows] == [(ended, State.STOPPED)]
    with scope_of(cast.ana):
        assert (count_due(cast.ana, TODAY).count, count_due(cast.ana, TODAY).since) == (2, ago(400))
        assert len(list_client_referrals(cast.ana, cast.gil.id, TODAY)) == 7


def test_a_long_list_is_paged(cast):
    for _ in range(ON_A_PAGE + 1):
        refer(cast)
    first, second = listed(cast.faye), listed(cast.faye, page=1)
    assert (len(first.rows), first.older, len(second.rows), second.older) == (ON_A_PAGE, 1, 1, None)
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_another_ones_referral_is_as_if_there_were_none(cast, who):
    referral_id, actor = refer(cast), getattr(cast, who)
    step = learn(cast, referral_id, Heard.GOT_THERE)
    for act in (
        lambda: read(cast, referral_id, actor),
        lambda: tell(cast, referral_id, actor),
        lambda: learn(cast, referral_id, Heard.HELPED, actor),
        lambda: learn(cast, referral_id, Heard.NOT_SO, actor, corrects=step),
        lambda: refer(cast, actor),
    ):
        with pytest.raises(NotFound):
            act()
    assert listed(actor).rows == ()
    with scope_of(actor), pytest.raises(NotFound):
        list_client_referrals(actor, cast.gil.id, TODAY)


def test_dov_can_point_nobody_to_a_place_of_another_organization(cast):
    listing_id = place(cast)
    with pytest.raises(NotFound):
        refer(cast, cast.dov, client_id=cast.zoe.id, listing_id=listing_id)


@pytest.mark.parametrize("who", ["jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_whose_duty_does_not_need_them_gets_none(cast, who):
    with pytest.raises(NotPermitted):
        listed(getattr(cast, who))


def test_a_supervisor_reads_and_does_not_write(cast):
    referral_id = refer(cast)
    assert read(cast, referral_id, cast.ben).client_name == "Gil"
    for act in (lambda: refer(cast, cast.ben), lambda: tell(cast, referral_id, cast.ben)):
        with pytest.raises(NotPermitted):
            act()


def test_what_was_written_stays(cast):
    consent(cast)
    referral_id = refer(cast)
    tell(cast, referral_id)
    learn(cast, referral_id, Heard.GOT_THERE)
    with scope_of_installation():
        for model in (Referral, HandOver, ReferralStep):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(recorded_at=Instant(NOW + timedelta(hours=1)))


def test_the_ledger_says_that_and_never_where_to(cast):
    consent(cast)
    tell(cast, refer(cast), told="Has a dog")
    with scope_of_installation():
        bodies = list(LedgerEntry.objects.order_by("n").values_list("body", flat=True))
    assert "referrals.place.told" in bodies[-1]
    assert not any("Creekside" in body or "dog" in body for body in bodies)


def test_figures_hide_few_people_and_leave_mistakes_out(cast):
    listing_id = place(cast)
    for _ in range(12):
        referral_id = refer(cast, listing_id=listing_id, way=Way.CARD)
    learn(cast, referral_id, Heard.STOPPED, reason=Reason.MISTAKE)
    with scope_of(cast.faye):
        assert count_referrals(cast.faye, TODAY).whole.total is None
    with scope_of(cast.ben):
        assert figures_of_place(cast.ben, listing_id, TODAY).total is None
        assert figures_of_place(cast.ben, new_id(), TODAY).total == 0
        with pytest.raises(NotPermitted):
            count_referrals(cast.ben, TODAY)
