"""The home, the plan, who looked, my people: what is read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput
from cairn.plans.queries.plans import get_plan
from cairn.platform.forms import sent_id
from cairn.platform.ids import new_form_id
from cairn.portal.commands.wishes import take_back_wish, wish_for_other_peer
from cairn.portal.domain.words.acts import act_in_words
from cairn.portal.domain.words.names import part_name, question_name, role_name, state_name, who_name
from cairn.portal.queries.looks import OwnLook, list_own_looks
from cairn.portal.queries.own_words import get_own_voice
from cairn.portal.queries.wishes import find_own_wish
from cairn.portal.web.visits import Visit, own_page
from cairn.support.queries.clients import get_client

PLACES = (
    ("plan", "portal_plan"),
    ("notes", "portal_notes"),
    ("permissions", "portal_permissions"),
    ("meetings", "portal_meetings"),
    ("people", "portal_people"),
    ("looks", "portal_looks"),
    ("download", "portal_download"),
    ("choices", "portal_choices"),
)


@own_page()
def home(visit: Visit) -> HttpResponse:
    """Eight places, each one tap away. No name on it: somebody may look over the shoulder."""
    return visit.show("home", "home.title", places=PLACES)


@own_page()
def plan(visit: Visit) -> HttpResponse:
    """The plan as it stands, and the person's own words beside it."""
    actor, language = visit.actor, visit.language
    voice = get_own_voice(actor, visit.client_id, visit.on)
    return visit.show(
        "plan",
        "home.plan",
        plan=get_plan(actor, visit.client_id, visit.on),
        own=voice.plan,
        own_title="plan.own",
        note_of="",
        part_name=lambda part: part_name(part, language),
        question_name=lambda part, code: question_name(part, code, language),
        state_name=lambda state: state_name(state, language),
        who_name=lambda who: who_name(who, language),
    )


@own_page()
def looks(visit: Visit) -> HttpResponse:
    """Who looked, newest first; one's own visits only on wish."""
    with_own, text = visit.request.GET.get("own") == "yes", visit.request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
    found = list_own_looks(visit.actor, visit.client_id, visit.on, before=before, with_own=with_own)

    def who(look: OwnLook) -> str:
        if look.is_own:
            return visit.told("looks.you")
        if look.role is None:
            return visit.told("looks.cairn")
        return look.name or visit.told("looks.someone")

    return visit.show(
        "looks",
        "home.looks",
        looks=found,
        who=who,
        is_first=before is None,
        with_own=with_own,
        role_name=lambda role: role_name(role, visit.language),
        act=lambda action: act_in_words(action, visit.language),
    )


@own_page(methods=("GET", "POST"))
def people(visit: Visit) -> HttpResponse:
    """Who walks with them, what was promised, and the wish for somebody else: one tap, no reason."""
    problem = ""
    if visit.request.method == "POST":
        try:
            if "take_back" in visit.request.POST:
                take_back_wish(actor=visit.actor, now=visit.now)
            else:
                wish_for_other_peer(actor=visit.actor, wish_id=sent_id(visit.request, "id"), now=visit.now)
            messages.success(visit.request, visit.told("frame.saved"))
            return redirect("portal_people")
        except BadInput as error:
            problem = visit.told(error.problems[""])
    person = get_client(visit.actor, visit.client_id, visit.on)
    return visit.show(
        "people",
        "home.people",
        400 if problem else 200,
        person=person,
        is_served=person.ended_on is None or person.ended_on > visit.on,
        wish=find_own_wish(visit.actor, visit.on),
        problem=problem,
        form_id=new_form_id(visit.actor.organization_id),
    )
