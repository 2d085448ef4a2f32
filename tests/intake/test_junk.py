"""What the manager does with a door: junk thrown away and put back, the door paused, the number written down. Nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from cairn.intake.commands.asking import let_go_asking, open_asking_door, send_asking, take_up_asking
from cairn.intake.commands.asking_doors import pause_asking_door, reopen_asking_door, set_program_phone
from cairn.intake.commands.junk import empty_old_piles, empty_pile, put_back, throw_away
from cairn.intake.domain.asking import AskingDraft
from cairn.intake.models import Asking, AskingDoor, JunkPile, ProgramPhone
from cairn.intake.queries.asking import count_asking, get_door, list_asking, list_piles
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(cast):
    with scope_of(cast.faye):
        open_asking_door(actor=cast.faye, door_id=new_id(), program_id=cast.program.id, now=NOW)
        return get_door(AskingDoor.objects.get().token)


def ask(door, *names, now=NOW):
    with scope_of(door.actor):
        drafts = [AskingDraft(name, "406 555 0177", brings=f"{name} wrote") for name in names]
        return [send_asking(actor=door.actor, asking_id=new_id(), draft=one, now=now) for one in drafts]


def throw(cast, ids, pile_id=None, who="faye"):
    actor = getattr(cast, who)
    with scope_of(actor):
        return throw_away(actor=actor, pile_id=pile_id or new_id(), asking_ids=ids, now=NOW)


def waiting(cast):
    with scope_of(cast.faye):
        rows = list_asking(cast.faye, TODAY)
        assert len(rows) == count_asking(cast.faye, TODAY)
        return [one.called for one in rows]


def test_thrown_away_together_and_put_back_as_they_were(cast, door):
    one, two, _ = ask(door, "Spam", "Scam", "Robin")
    pile_id = new_id()
    for _ in range(2):
        assert throw(cast, [one, two], pile_id) == 2
    assert waiting(cast) == ["Robin"]
    with scope_of(cast.faye):
        (pile,) = list_piles(cast.faye, TODAY)
        assert (pile.id, pile.count, pile.until) == (pile_id, 2, NOW + timedelta(days=7))
        for settle in (let_go_asking, take_up_asking):
            more = {"intake_id": new_id()} if settle is take_up_asking else {}
            with pytest.raises(Conflict):
                settle(actor=cast.faye, asking_id=one, now=NOW, **more)
        for _ in range(2):
            put_back(actor=cast.faye, pile_id=pile_id, now=NOW)
        assert list_piles(cast.faye, TODAY) == ()
        with pytest.raises(Conflict, match="put back"):
            empty_pile(actor=cast.faye, pile_id=pile_id, now=NOW)
    assert sorted(waiting(cast)) == ["Robin", "Scam", "Spam"]
    with scope_of_installation():
        assert Asking.objects.get(id=one).brings == "Spam wrote"
        acts = [entry.body for entry in LedgerEntry.objects.filter(action__startswith="intake.junk.")]
    assert len(acts) == 2
    assert "Spam" not in str(acts)


def test_what_was_thrown_away_gives_its_place_to_others(cast, door, monkeypatch):
    monkeypatch.setattr("cairn.intake.commands.asking.MOST_WAITING", 1)
    (one,) = ask(door, "Spam")
    with pytest.raises(Conflict, match="full"):
        ask(door, "Robin")
    throw(cast, [one])
    ask(door, "Robin")


def test_emptied_no_word_stays_and_nothing_comes_back(cast, door):
    (one,) = ask(door, "Spam")
    throw(cast, [one], pile_id := new_id())
    with scope_of(cast.faye):
        for _ in range(2):
            empty_pile(actor=cast.faye, pile_id=pile_id, now=NOW)
        with pytest.raises(Conflict, match="emptied"):
            put_back(actor=cast.faye, pile_id=pile_id, now=NOW)
    with scope_of_installation():
        row = Asking.objects.get(id=one)
    assert (row.called, row.phone, row.brings, row.outcome, row.settled_at) == ("", "", "", "junk", NOW)


def test_after_a_week_the_keeper_empties_it_and_nothing_else(cast, door):
    spam, back, _ = ask(door, "Spam", "Back", "Robin")
    throw(cast, [spam])
    throw(cast, [back], pile_id := new_id())
    with scope_of(cast.faye):
        put_back(actor=cast.faye, pile_id=pile_id, now=NOW)
    assert empty_old_piles(now=Instant(NOW + timedelta(days=7))) == 0
    late = Instant(NOW + timedelta(days=7, seconds=1))
    assert [empty_old_piles(now=late), empty_old_piles(now=late)] == [1, 0]
    assert sorted(waiting(cast)) == ["Back", "Robin"]
    with scope_of_installation():
        assert Asking.objects.get(id=spam).brings == ""
        assert (
            LedgerEntry.objects.filter(action="intake.junk.emptied", organization_id=cast.organization.id).count() == 1
        )


def test_nothing_ticked_or_taken_care_of_meanwhile_is_said(cast, door):
    (one,) = ask(door, "Robin")
    with pytest.raises(BadInput):
        throw(cast, [])
    with scope_of(cast.faye):
        let_go_asking(actor=cast.faye, asking_id=one, now=NOW)
    for ids in ([one], [new_id()]):
        with pytest.raises(Conflict):
            throw(cast, ids)
    with scope_of_installation():
        assert not JunkPile.objects.exists()


def test_nobody_but_the_manager_throws_away_pauses_or_writes_the_number(cast, door):
    (one,) = ask(door, "Robin")
    throw(cast, [one], pile_id := new_id())
    acts = (
        (put_back, {"pile_id": pile_id}),
        (empty_pile, {"pile_id": pile_id}),
        (pause_asking_door, {"door_id": door.id}),
        (reopen_asking_door, {"door_id": door.id}),
        (set_program_phone, {"phone_id": new_id(), "program_id": cast.program.id, "phone": "", "hours": ""}),
    )
    for who in ("ana", "ben", "jun", "dov"):
        with pytest.raises(NotPermitted):
            throw(cast, [one], who=who)
        for act, parts in acts:
            actor = getattr(cast, who)
            with scope_of(actor), pytest.raises(NotPermitted):
                act(actor=actor, now=NOW, **parts)
    with scope_of(cast.faye):
        for act, part in ((put_back, "pile_id"), (pause_asking_door, "door_id")):
            with pytest.raises(NotFound):
                act(actor=cast.faye, now=NOW, **{part: new_id()})


@pytest.mark.parametrize(
    ("phone", "hours", "field"),
    [("12", "", "phone"), ("call me", "", "phone"), ("4" * 31, "", "phone"), ("", "9 to 5", "phone"), ("ext 406 555 0100", "", "phone"),
     ("406 555 0100", "x" * 81, "hours")],
)  # fmt: skip
def test_a_number_that_nobody_can_call_is_not_kept(cast, door, phone, hours, field):
    with scope_of(cast.faye), pytest.raises(BadInput) as raised:
        set_program_phone(
            actor=cast.faye, phone_id=new_id(), program_id=cast.program.id, phone=phone, hours=hours, now=NOW
        )
    assert list(raised.value.problems) == [field]
    with scope_of_installation():
        assert not ProgramPhone.objects.exists()


def test_the_newest_number_counts_and_an_empty_one_takes_it_away(cast, door):
    for minute, (phone, hours) in enumerate((("406 555 0100", "mornings"), ("+1 406 555 0101 ext 4", ""), ("", ""))):
        with scope_of(cast.faye):
            set_program_phone(
                actor=cast.faye, phone_id=new_id(), program_id=cast.program.id, phone=phone, hours=hours,
                now=Instant(NOW + timedelta(minutes=minute)),
            )  # fmt: skip
            token = AskingDoor.objects.get().token
        found = get_door(token)
        assert (found.phone, found.hours) == (phone, hours)
    assert found.dial == ""


def test_the_page_of_the_manager(cast, door, monkeypatch):
    set_clock(monkeypatch)
    ask(door, "Spam<b>", "Robin")
    faye, asked = sign_in(cast, "faye"), reverse("list_asking")
    page = faye.get(asked).content.decode()
    assert "No number of the program is kept" in page
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    ticked = re.search(r'name="asking" value="([^"]+)"> <span>This is junk<span class="hide">: Spam&lt;b&gt;', page)[1]
    assert ticked in shown
    sent = {"id": str(new_form_id(cast.organization.id)), "asking": ticked, "shown": shown}
    page = faye.post(reverse("throw_away_asking"), sent, follow=True).content.decode()
    assert "Thrown away: 1." in page
    assert "Spam" not in page
    back = re.search(r'action="([^"]+/put-back/)"', page)[1]
    assert "Spam&lt;b&gt;" in faye.post(back, follow=True).content.decode()
    sent = {"id": str(new_form_id(cast.organization.id)), "shown": shown, "all": "yes"}
    page = faye.post(reverse("throw_away_asking"), sent, follow=True).content.decode()
    assert "Nobody waits for a word" in page
    page = faye.post(re.search(r'action="([^"]+/empty/)"', page)[1], follow=True).content.decode()
    assert "put back until" not in page
    assert "Tick what is junk first" in faye.post(reverse("throw_away_asking"), follow=True).content.decode()
    sent = {
        "id": str(new_form_id(cast.organization.id)),
        "program": str(cast.program.id),
        "phone": "12<b>",
        "hours": "9-5",
    }
    wrong = faye.post(reverse("set_program_phone"), sent)
    assert (wrong.status_code, 'value="12&lt;b&gt;"' in wrong.content.decode()) == (400, True)
    assert (
        "406 555 0100"
        in faye.post(reverse("set_program_phone"), {**sent, "phone": "406 555 0100"}, follow=True).content.decode()
    )
    with scope_of_installation():
        row = AskingDoor.objects.get()
    faye.post(reverse("pause_asking_door", kwargs={"asking_door_id": row.id}))
    page = faye.get(asked).content.decode()
    assert "Closed for now" in page
    assert row.token in page
    faye.post(reverse("reopen_asking_door", kwargs={"asking_door_id": row.id}))
    assert "<form" in Browser().get(reverse("ask", kwargs={"token": row.token})).content.decode()


def test_when_it_is_nearly_full_the_manager_is_told(cast, door, monkeypatch):
    set_clock(monkeypatch)
    monkeypatch.setattr("cairn.intake.web.asked.NEARLY_FULL", 2)
    ask(door, "One")
    faye = sign_in(cast, "faye")
    assert "a door takes no more" not in faye.get(reverse("list_asking")).content.decode()
    ask(door, "Two")
    assert "2 wait. At 200 a door takes no more" in faye.get(reverse("list_asking")).content.decode()
