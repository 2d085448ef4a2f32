"""The system owner's home: who is let in, whose link is open. Never a client."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.identity.queries.staff import summarize_staff
from cairn.platform import clock


def system_owner(request: HttpRequest) -> HttpResponse:
    summary = summarize_staff(request.actor, clock.now())  # type: ignore[attr-defined]
    return render(request, "homes/system_owner.html", {"summary": summary})
