"""What people do in the tests of this room, in a word each."""

from __future__ import annotations

from cairn.departures.commands.additions import add_to_summary
from cairn.departures.commands.departures import (
    GoodbyeDraft,
    LeaveDraft,
    come_back,
    leave_program,
    plan_departure,
    take_back_departure,
)
from cairn.departures.commands.holds import HoldDraft, lift_hold, set_hold
from cairn.departures.commands.summaries import write_summary
from cairn.departures.commands.transfers import TransferDraft, transfer_client
from cairn.departures.domain.leaving import Reason
from cairn.departures.domain.summaries import SummaryTexts
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from cairn.support.commands.promises import PromiseDraft, make_promise
from tests.matching.acts import answer, choose, later
from tests.people import NOW, TODAY


def plan(cast, actor=None, seen=0, **details):
    actor = actor or cast.ana
    with scope_of(actor):
        draft = GoodbyeDraft(details.pop("id", new_id()), cast.gil.id, **details)
        return plan_departure(actor=actor, draft=draft, seen=seen, now=NOW)


def leave(cast, actor=None, left_on=TODAY, reason=Reason.MOVED, **details):
    actor = actor or cast.ana
    with scope_of(actor):
        draft = LeaveDraft(details.pop("id", new_id()), cast.gil.id, left_on, reason, **details)
        return leave_program(actor=actor, draft=draft, now=NOW)


def take_back(cast, departure_id, actor=None, because="Wrong person"):
    actor = actor or cast.ana
    with scope_of(actor):
        return take_back_departure(actor=actor, departure_id=departure_id, because=because, now=NOW)


def back(cast, departure_id, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return come_back(actor=actor, departure_id=departure_id, now=NOW)


def write(cast, departure_id, actor=None, seen=0, sign=False, with_client=False, **texts):
    actor = actor or cast.ana
    with scope_of(actor):
        return write_summary(
            actor=actor,
            departure_id=departure_id,
            texts=SummaryTexts(**(texts or {"together": "We fished"})),
            with_client=with_client,
            seen=seen,
            sign=sign,
            now=NOW,
        )


def add(cast, departure_id, actor=None, reason="Left out", text="The dog came along", **ids):
    actor = actor or cast.ana
    with scope_of(actor):
        return add_to_summary(
            actor=actor,
            addition_id=ids.get("id") or new_id(),
            departure_id=departure_id,
            reason=reason,
            text=text,
            now=NOW,
        )


def hold(cast, actor=None, reason="A letter from the court", ends_when="When the case is closed", **details):
    actor = actor or cast.faye
    with scope_of(actor):
        draft = HoldDraft(
            details.pop("id", None) or new_id(), cast.gil.id, reason, details.pop("ends_on", None), ends_when
        )
        return set_hold(actor=actor, draft=draft, now=NOW)


def lift(cast, hold_id, actor=None, because="The case is closed"):
    actor = actor or cast.faye
    with scope_of(actor):
        return lift_hold(actor=actor, hold_id=hold_id, because=because, now=NOW)


def chosen(cast, peer=None, *ties, instead_of="ana", is_answered=True):
    """Gil chose somebody instead of Ana, who was asked and answered: the choice stands ready."""
    peer = peer or cast.cleo
    left = cast.gil_and_ana.id if instead_of else None
    choice_id = choose(cast.faye, cast.gil, peer, instead_of=left)
    if is_answered:
        answer(peer, cast.gil, *ties)
    return choice_id


def hand_over(cast, actor=None, peer=None, **details):
    """The manager's handing over, without a choice or an answer before it: see `chosen`."""
    actor = actor or cast.faye
    peer = peer or cast.cleo
    with scope_of(actor):
        draft = TransferDraft(
            details.pop("id", None) or new_id(),
            details.pop("relationship_id", cast.gil_and_ana.id),
            cast.gil.id,
            peer.engagement_id,
            details.pop("because", "Ana moves to days"),
            **details,
        )
        return transfer_client(actor=actor, draft=draft, now=later(9))


def promise(cast, text="Call the landlord"):
    with scope_of(cast.ana):
        draft = PromiseDraft(new_id(), cast.gil_and_ana.id, text)
        return make_promise(actor=cast.ana, draft=draft, now=NOW)
