"""Handing out files: always as a download, never kept by anything on the way."""

from __future__ import annotations

from django.http import HttpResponse

from cairn.badges.commands.prints import Printed


def handed_out(printed: Printed) -> HttpResponse:
    return download(printed.name, printed.pdf, "application/pdf")


def download(name: str, data: bytes, content_type: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
