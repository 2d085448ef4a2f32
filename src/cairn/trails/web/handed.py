"""Showing the link of a question, this once: as words, as a square for a phone's camera, and in a mail that the asker sends."""

from __future__ import annotations

from urllib.parse import quote

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.trails.commands.confirmations import Handed

BODY = "Please open this link and answer one question. It works without an account, and once: "


def hand_over(request: HttpRequest, handed: Handed, keeper: Actor, *, subject: str, back_to: str) -> HttpResponse:
    """`back_to` names the page that the asker came from."""
    link = ""
    if handed.token:
        link = request.build_absolute_uri(reverse("confirm", kwargs={"token": handed.token}))
    context = {
        "link": link,
        "expires_on": local_date(handed.expires_at, keeper.zone),
        "picture": segno.make(link, error="m").svg_data_uri(scale=6, border=3, light="white") if link else "",
        "mail": f"mailto:?subject={quote(subject)}&body={quote(BODY + link)}",
        "asked_of": request.POST.get("asked_of", ""),
        "back_to": reverse(back_to),
    }
    return render(request, "trails/hand_over.html", context)
