"""Handing out certificates on paper."""

from __future__ import annotations

from django.http import HttpResponse

from cairn.badges.commands.prints import Printed
from cairn.platform.downloads import download


def handed_out(printed: Printed) -> HttpResponse:
    return download(printed.name, printed.pdf)
