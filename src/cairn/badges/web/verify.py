"""Checking a certificate without signing in: by its number, its QR code, or the file itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cairn.badges.domain.numbers import read_number, shown
from cairn.badges.domain.uploads import LARGEST_FILE
from cairn.badges.queries.published import find_published
from cairn.badges.queries.uploads import check_upload
from cairn.kernel.errors import BrokenRecord
from cairn.platform import clock
from cairn.platform.pages import public

NO_NUMBER = "This is no number of ours: one sign is missing or different. Look at the certificate again."
NOTHING = "Type the number, or add the file or text that you were given."
TOO_LARGE = "This file is larger than 5 MB, so it is not one of ours."


@public
@never_cache
def check_badge(request: HttpRequest) -> HttpResponse:
    """Ask for a number or a file; a number leads to its page, a file is compared with what was issued and not kept."""
    if request.method in ("GET", "HEAD"):
        return _ask(request, {})
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    data, problems = _sent(request)
    if data:
        return _checked(request, data)
    typed = request.POST.get("number", "")
    if not problems and (number := read_number(typed)):
        return redirect("show_badge", number=shown(number))
    return _ask(request, problems or {"number": NO_NUMBER if typed.strip() else NOTHING}, typed)


@public
@never_cache
@require_safe
def show_badge(request: HttpRequest, number: str) -> HttpResponse:
    """What is printed on the certificate of this number, and whether it holds today."""
    now = clock.now()
    context: dict[str, Any] = {"typed": number, "now": now}
    try:
        badge = find_published(number, now)
    except BrokenRecord:
        return _private(render(request, "badges/broken.html", context, status=500))
    if badge is None:
        return _private(render(request, "badges/not_found.html", context, status=404))
    return _private(render(request, "badges/badge.html", {**context, "badge": badge}))


def _sent(request: HttpRequest) -> tuple[bytes, dict[str, str]]:
    """The file, or the pasted text; and what is wrong with it."""
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > LARGEST_FILE:
            return b"", {"file": TOO_LARGE}
        return file.read(), {}
    return request.POST.get("text", "").encode(), {}


def _checked(request: HttpRequest, data: bytes) -> HttpResponse:
    now = clock.now()
    try:
        checked = check_upload(data, now)
    except BrokenRecord:
        return _private(render(request, "badges/broken.html", {"now": now}, status=500))
    return _private(render(request, "badges/checked.html", {"checked": checked, "badge": checked.badge, "now": now}))


def _ask(request: HttpRequest, problems: dict[str, str], typed: str = "") -> HttpResponse:
    context = {"problems": problems, "typed": typed}
    return _private(render(request, "badges/check.html", context, status=400 if problems else 200))


def _private(answer: HttpResponse) -> HttpResponse:
    """Found by whoever holds the paper, not by whoever searches the web."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
