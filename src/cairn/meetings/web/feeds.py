"""One's own private feed, and the file behind its secret address."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache

from cairn.kernel.errors import NotFound
from cairn.meetings import policy
from cairn.meetings.commands.feeds import close_feed, open_feed
from cairn.meetings.domain.feeds import BUSY, TOKEN_BYTES, WRONG_MINUTES, WRONG_TRIES
from cairn.meetings.domain.ics import calendar_file, tag_of
from cairn.meetings.queries.feeds import find_own_feed, open_address, token_digest
from cairn.platform import clock
from cairn.platform.callers import caller
from cairn.platform.forms import acting, attempt, sent_text
from cairn.platform.pages import page, public


@never_cache
@page(permission=policy.FEED, methods=("GET", "POST"))
def feed(request: HttpRequest) -> HttpResponse:
    """Open, renew, change the word, close. The address is shown once, right after it was made."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int, address: str = "") -> HttpResponse:
        standing = find_own_feed(actor, on)
        word = request.POST.get("word", "") if problems else standing.word if standing else BUSY
        context = {"standing": standing, "address": address, "word": word, "problems": problems}
        return render(request, "meetings/feed.html", context, status=status)

    def act() -> HttpResponse:
        if request.POST.get("act") == "close":
            close_feed(actor=actor, now=clock.now())
            messages.success(request, "Closed. The address opens nothing any more.")
            return redirect("keep_calendar_feed")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        open_feed(actor=actor, token_digest=token_digest(token), word=sent_text(request, "word"), now=clock.now())
        return again({}, 200, request.build_absolute_uri(reverse("calendar_feed", kwargs={"token": token})))

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@public
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file. A closed address, a mistyped one and one that never was get the same answer, and a pause after many."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    try:
        opened = open_address(token, clock.now())
    except NotFound:
        return _nothing(request)
    body = calendar_file(opened.events)
    changed = int(opened.changed_at.timestamp())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
    answer["ETag"], answer["Last-Modified"] = tag_of(body), http_date(changed)
    answer["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, answer["ETag"], changed, answer) or answer


def _nothing(request: HttpRequest) -> HttpResponse:
    """404; from a place that tried too many wrong ones 429. What opens is never held back: a right secret is no guess."""
    key, pause = f"feed-tries-{caller(request)}", WRONG_MINUTES * 60
    tries = cache.get(key, 0) + 1
    cache.set(key, tries, pause)
    if tries <= WRONG_TRIES:
        return HttpResponse("There is no calendar here.\n", status=404, content_type="text/plain; charset=utf-8")
    answer = HttpResponse("Too many tries. Wait a while.\n", status=429, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = str(pause)
    return answer
