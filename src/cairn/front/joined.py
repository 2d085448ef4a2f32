"""Who answers what a room asks of the rooms above it. A room never imports upward or sideways: it keeps a hook, and each is set here.

To add one: a `Hook` in the room that asks, a line here that says who learns what and why, its name in `tests/architecture/test_joined.py`.
"""

from __future__ import annotations

from cairn.departures.commands import transfers
from cairn.departures.queries import told_elsewhere
from cairn.front.pages import check_ins, handing_over, leaving, practice
from cairn.front.web import errors
from cairn.gatherings.queries import ties
from cairn.intake.queries.brought import list_brought
from cairn.intake.queries.safe_contact import tell_wish, wish_column
from cairn.matching.commands import farewells
from cairn.matching.commands.farewells import say_farewell
from cairn.matching.commands.handing_over import walk_on
from cairn.matching.commands.wanted import wait_for_answer
from cairn.matching.queries.asked import is_tie_possible
from cairn.matching.queries.brought import BROUGHT
from cairn.matching.queries.choices import chosen_and_waiting
from cairn.matching.queries.practice import PRACTICE
from cairn.meetings.queries.check_ins import rhythm_column
from cairn.platform import pages
from cairn.portal.policy import own_client
from cairn.privacy import subjects
from cairn.support import policy as support
from cairn.support.commands import apart, clients
from cairn.support.queries import check_ins as support_check_ins
from cairn.support.queries import safe_contact
from cairn.warmline.queries.practice import BARRED, CERTIFIED


def join_rooms() -> None:
    """Called once, when all rooms are there."""
    # Every page learns who may open it: the grants are in rooms above the one that makes pages.
    pages.GUARD.answered_by(errors.guard)
    # Consents, papers and looks learn from `support` whom an actor reaches: they are about clients, and it keeps them.
    subjects.REACHED.answered_by(support.clients_within)
    # A paper that is signed learns from `support` by which name the law knows the person.
    subjects.TOLD.answered_by(support.as_on_paper)
    # `support` learns from `portal` which one client a person served is: the sign-in is kept there.
    support.THEMSELVES.answered_by(own_client)
    # The caseload learns from `meetings` how often two people agreed to check in, within the statement that it asks anyway.
    support_check_ins.RHYTHM_COLUMN.answered_by(rhythm_column)
    # The caseload learns from `meetings` how that agreement is said, and when the next check-in is due.
    support_check_ins.TELL.answered_by(check_ins.tell_check_in)
    # The page of a person learns from `intake` how they want to be reached safely, within the statement that it asks anyway.
    safe_contact.WISH_COLUMN.answered_by(wish_column)
    # The page of a person learns from `intake` how that wish is said: it stands beside their phone.
    safe_contact.TELL_WISH.answered_by(tell_wish)
    # Taking somebody in learns from `matching` that whoever would walk with them is asked about ties first.
    clients.WANTED.answered_by(wait_for_answer)
    # A record that is kept apart learns from `matching` who was chosen and is still asked: they could not answer about nobody.
    apart.CHOSEN.answered_by(chosen_and_waiting)
    # Choosing and beginning learn from `supervision` who may begin with somebody new: a person who chooses learns no reason.
    PRACTICE.answered_by(practice.tell_practice)
    # The desk of the warmline learns from `supervision` who may not practice: whoever plans it, and they themselves, are warned.
    BARRED.answered_by(practice.tell_barred)
    # The desk itself learns from `credentials` whether whoever sits there holds a certificate: they are told, and nobody else.
    CERTIFIED.answered_by(practice.tell_certified)
    # The page on which a manager helps somebody choose learns from `intake` what brings them, in their own words.
    BROUGHT.answered_by(list_brought)
    # A meeting learns from `matching` whether a walk-in may be close to who leads it: yes or no, never which tie.
    ties.TIES.answered_by(is_tie_possible)
    # A summary learns from `plans` what somebody who leaves wanted and reached.
    told_elsewhere.PLAN.answered_by(leaving.tell_plan)
    # A summary learns from `referrals` where they were pointed to and what came of it.
    told_elsewhere.REFERRALS.answered_by(leaving.tell_referrals)
    # A package learns from `gatherings` what was put right about the person after a group was closed.
    told_elsewhere.CORRECTIONS.answered_by(leaving.tell_corrections)
    # The list of what a record must hold learns from `plans` and `intake` what they keep of it.
    told_elsewhere.RECORDS.answered_by(leaving.tell_records)
    # A handing over learns from `matching` whom the person chose, and whether the question before service is answered.
    told_elsewhere.CHOSEN.answered_by(handing_over.tell_chosen)
    # A handing over learns from `matching` with which relationship they walk on: none begins while that question is open.
    transfers.WALK_ON.answered_by(walk_on)
    # A handing over learns from `matching` how a kind word is said to whoever walked with them.
    transfers.FAREWELL.answered_by(say_farewell)
    # A choice that begins learns from `departures` how the move and each promise are kept: one history for both ways.
    farewells.HANDED_OVER.answered_by(transfers.hand_over_as_chosen)
