"""Putting right what was closed, with a reason."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.gatherings import policy
from cairn.gatherings.commands.corrections import correct_walk_ins, correct_who_came
from cairn.gatherings.queries.meetings import Person, get_meeting
from cairn.gatherings.web.forms import sent_number
from cairn.gatherings.web.gatherings import BOTH
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_text
from cairn.platform.ids import read_id
from cairn.platform.pages import page

IN, OUT = "came", "did-not"  # the choice says what is so, so that sending it twice does not turn it back


@page(permission=policy.CORRECT, methods=BOTH)
def correct(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Somebody came after all, or did not; or the number was another. One thing at a time."""
    actor, on = acting(request)
    one = get_meeting(actor, meeting_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "one": one,
            "people": [_the_other_way(each) for each in one.people],
            "typed": {name: request.POST.get(name, "") for name in ("person", "walk_ins", "because")},
            "problems": problems,
        }
        return render(request, "gatherings/correct.html", context, status=status)

    def act() -> HttpResponse:
        because, count = sent_text(request, "because"), None
        named, _, is_so = request.POST.get("person", "").partition(":")
        client_id = read_id(named)
        if client_id is None:
            count = sent_number(request, "walk_ins")
        if client_id is None and count is None:
            raise BadInput({"person": "Choose what was wrong: somebody's coming, or the number."})
        if count is not None:
            correct_walk_ins(actor=actor, meeting_id=meeting_id, count=count, because=because, now=clock.now())
        if client_id is not None:
            correct_who_came(
                actor=actor,
                meeting_id=meeting_id,
                client_id=client_id,
                came=is_so == IN,
                because=because,
                now=clock.now(),
            )
        messages.success(request, "Put right. What stood there before stays below.")
        return redirect("get_meeting", meeting_id=meeting_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _the_other_way(person: Person) -> tuple[str, str]:
    """What can be said of somebody: the contrary of what stands there."""
    choice, words = (OUT, "did not come") if person.came else (IN, "came")
    return f"{person.client_id}:{choice}", f"{person.name} {words}"
