"""The public register: is this person licensed? By number always; by name only where the holder wants to be found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.badges.domain.badges import name_key
from cairn.badges.domain.numbers import read_number, shown
from cairn.badges.queries.published import find_listed
from cairn.platform import clock
from cairn.platform.pages import public

WHOLE_NAME = "Type the whole name, first and last, or the number of the license."


@public
@never_cache
def search_register(request: HttpRequest) -> HttpResponse:
    """A name is sent in the form's body, so that it stands in no address and no log."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    typed = request.POST.get("q", "").strip()
    if request.method != "POST":
        return _answer(request, typed, {})
    if number := read_number(typed):
        return redirect("show_badge", number=shown(number))
    if len(name_key(typed).split()) < 2:
        return _answer(request, typed, {"q": WHOLE_NAME})
    return _answer(request, typed, {}, is_asked=True)


def _answer(request: HttpRequest, typed: str, problems: dict[str, str], *, is_asked: bool = False) -> HttpResponse:
    found = find_listed(typed, clock.now()) if is_asked else ()
    context = {"typed": typed, "problems": problems, "is_asked": is_asked, "found": found}
    answer = render(request, "badges/register.html", context, status=400 if problems else 200)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
