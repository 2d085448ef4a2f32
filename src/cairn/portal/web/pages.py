"""The home, the plan, who looked, my people: what is read."""

from __future__ import annotations

from django.http import HttpResponse

from cairn.intake.queries.phones import find_number
from cairn.matching.queries.choices import get_open_choice
from cairn.meetings.queries.messages import count_unread
from cairn.plans.queries.plans import get_plan
from cairn.platform.ids import new_form_id
from cairn.portal.domain.words.acts import act_in_words
from cairn.portal.domain.words.names import part_name, question_name, role_name, state_name, who_name
from cairn.portal.queries.access import list_openings
from cairn.portal.queries.looks import list_own_looks
from cairn.portal.queries.own_words import get_own_voice
from cairn.portal.queries.wishes import find_own_wish
from cairn.portal.web.choosing import is_served, state_told
from cairn.portal.web.lookers import looker_told
from cairn.portal.web.visits import Visit, own_page
from cairn.privacy.domain.papers import State
from cairn.privacy.queries.papers import list_papers
from cairn.support.queries.clients import get_client

PLACES = (
    ("plan", "portal_plan"),
    ("notes", "portal_notes"),
    ("permissions", "portal_permissions"),
    ("letters", "portal_letters"),
    ("meetings", "portal_meetings"),
    ("people", "portal_people"),
    ("looks", "portal_looks"),
    ("download", "portal_download"),
    ("choices", "portal_choices"),
)


@own_page()
def home(visit: Visit) -> HttpResponse:
    """Nine places, each one tap away, and what waits there. No name on it: somebody may look over the shoulder."""
    openings = list_openings(visit.actor, visit.client_id, visit.on)
    return visit.show(
        "home", "home.title", places=PLACES, waits=_waits(visit), first=openings[0], now_open=openings[-1],
        is_again=len(openings) > 1,
    )  # fmt: skip


def _waits(visit: Visit) -> dict[str, str]:
    """What waits for the person, by the place where it is answered: a number, and no word of it. Two statements."""
    asked = sum(one.state is State.OPEN for one in list_papers(visit.actor, visit.client_id, visit.on))
    unread = count_unread(visit.actor, visit.on).get(visit.client_id, 0)
    counts = {"permissions": asked, "letters": unread}
    return {
        place: visit.told(f"home.{place}_{'one' if count == 1 else 'many'}", count=count)
        for place, count in counts.items()
        if count
    }


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
        new_id=lambda: new_form_id(actor.organization_id),
    )


@own_page()
def looks(visit: Visit) -> HttpResponse:
    """Who looked, newest first; one's own visits only on wish."""
    with_own, text = visit.request.GET.get("own") == "yes", visit.request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
    found = list_own_looks(visit.actor, visit.client_id, visit.on, before=before, with_own=with_own)

    return visit.show(
        "looks",
        "home.looks",
        looks=found,
        who=lambda look: looker_told(visit, look),
        is_first=before is None,
        with_own=with_own,
        role_name=lambda role: role_name(role, visit.language),
        act=lambda action: act_in_words(action, visit.language),
    )


@own_page()
def people(visit: Visit) -> HttpResponse:
    """Who walks with them, what was promised, and the way to choosing who does."""
    person = get_client(visit.actor, visit.client_id, visit.on)
    served = is_served(person, visit.on)
    return visit.show(
        "people",
        "home.people",
        person=person,
        is_served=served,
        number=None if served else find_number(visit.actor, visit.client_id, visit.on),
        wish=find_own_wish(visit.actor, visit.on),
        open=get_open_choice(visit.actor, visit.client_id, visit.on),
        state_told=state_told,
    )
