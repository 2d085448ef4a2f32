"""Choosing who walks with me: what matters, who might suit, one choice that can be taken back, and a talk about it instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.intake.queries.phones import find_number
from cairn.kernel.errors import BadInput, Conflict, Refused
from cairn.matching.commands.choices import withdraw_choice
from cairn.matching.domain.service import State
from cairn.matching.domain.suggestions import Suggestion, Wish
from cairn.matching.queries.choices import ChoiceRow, get_open_choice
from cairn.matching.queries.suggestions import Choosing, list_suggestions
from cairn.platform.forms import named_id, sent_id
from cairn.platform.ids import new_form_id, read_id
from cairn.portal.commands.wishes import choose_own_peer, take_back_wish, wish_for_other_peer
from cairn.portal.domain.words.names_of_choosing import facet_name, reason_in_words, strength_names, wish_in_words
from cairn.portal.queries.wishes import find_own_wish
from cairn.portal.web.visits import Visit, own_page
from cairn.support.queries.clients import ClientView, get_client

BOTH = ("GET", "POST")
# That a tie is being talked over is not told: the person reads what everybody reads whose choice waits.
STATES = {State.READY: "choosing.state.ready", State.CHOOSE_ANOTHER: "choosing.state.choose_another"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything on the page of choosing."""

    choosing: Choosing
    open: ChoiceRow | None
    people: tuple[Suggestion, ...]  # without the one who is chosen already


def is_served(person: ClientView, on: date) -> bool:
    return person.ended_on is None or person.ended_on > on


def state_told(choice: ChoiceRow) -> str:
    """The key of the sentence that says where a choice stands. Why they cannot begin just now is not the person's to be told."""
    if choice.barred and choice.state is not State.CHOOSE_ANOTHER:
        return "choosing.state.not_now"
    return STATES.get(choice.state, "choosing.state.asked")


@own_page(methods=BOTH)
def choose(visit: Visit) -> HttpResponse:
    """Everybody who may be chosen, with reasons; where an open choice stands; and asking for a talk instead."""
    problem = ""
    if visit.request.method == "POST":
        try:
            _act(visit)
            return redirect("portal_choose")
        except BadInput as error:
            problem = visit.told(error.problems[""])
        except Conflict:
            problem = visit.told("choosing.began")
    return _list(visit, problem)


@own_page(methods=BOTH)
def choose_one(visit: Visit) -> HttpResponse:
    """One of them, what happens next, and the yes. Without anybody named it leads back to everybody."""
    sent = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    peer_id = read_id(sent.get("peer", ""))
    problem = ""
    if visit.request.method == "POST":
        try:
            choose_own_peer(
                actor=visit.actor,
                choice_id=sent_id(visit.request, "id"),
                peer_id=named_id(visit.request, "peer"),
                instead_of=read_id(sent.get("instead_of", "")),
                now=visit.now,
            )
            return redirect("portal_choose")
        except BadInput as error:
            problem = visit.told("choosing.gone" if "peer" in error.problems else "choosing.changed")
        except (Conflict, Refused):
            problem = visit.told("choosing.changed")
    standing = _standing(visit)
    one = next((one for one in standing.people if one.peer_id == peer_id), None)
    if one is None:
        return _list(visit, problem) if problem else redirect("portal_choose")
    instead_of = sent.get("instead_of")
    if instead_of is None and standing.choosing.with_now:
        instead_of = str(standing.choosing.with_now[0].relationship_id)
    return visit.show(
        "choose_one",
        "choosing.sure",
        400 if problem else 200,
        one=one,
        with_now=standing.choosing.with_now,
        instead_of=instead_of or "",
        problem=problem,
        form_id=sent_id(visit.request, "id"),
        **names_told(visit),
    )


def _act(visit: Visit) -> None:
    """One tap on the page: take the choice back, ask for a talk, or need it no longer."""
    sent = visit.request.POST
    if "withdraw" in sent:
        withdraw_choice(actor=visit.actor, choice_id=named_id(visit.request, "withdraw"), now=visit.now)
        messages.success(visit.request, visit.told("choosing.taken_back"))
    elif "no_talk" in sent:
        take_back_wish(actor=visit.actor, now=visit.now)
        messages.success(visit.request, visit.told("frame.saved"))
    else:
        wish_for_other_peer(actor=visit.actor, wish_id=sent_id(visit.request, "id"), now=visit.now)


def _list(visit: Visit, problem: str) -> HttpResponse:
    person = get_client(visit.actor, visit.client_id, visit.on)
    standing, served = _standing(visit), is_served(person, visit.on)
    return visit.show(
        "choose",
        "choosing.title",
        400 if problem else 200,
        standing=standing,
        state_told=state_told,
        is_served=served,
        number=None if served else find_number(visit.actor, visit.client_id, visit.on),
        wish=find_own_wish(visit.actor, visit.on),
        problem=problem,
        form_id=new_form_id(visit.actor.organization_id),
        **names_told(visit),
    )


def _standing(visit: Visit) -> Standing:
    choosing = list_suggestions(visit.actor, visit.client_id, visit.on)
    chosen = get_open_choice(visit.actor, visit.client_id, visit.on, choosing.practice)
    people = tuple(one for one in choosing.people if chosen is None or one.peer_id != chosen.peer_id)
    return Standing(choosing, chosen, people)


def names_told(visit: Visit) -> dict[str, Any]:
    """The matching room's words in the language of the page, for a template."""

    def wish_told(wish: Wish) -> str:
        return wish_in_words(wish, visit.language)

    return {
        "wish_told": wish_told,
        "in_one_line": lambda wishes: "; ".join(map(wish_told, wishes)),
        "reason_told": lambda wish: reason_in_words(wish, visit.language),
        "facet_told": lambda facet: facet_name(facet, visit.language),
        "strength_told": lambda strength: dict(strength_names(visit.language))[strength.value],
    }
