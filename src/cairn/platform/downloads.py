"""Handing out a file: to be saved and never shown, guessed at or kept by anything on the way. Its name names nobody."""

from __future__ import annotations

from django.http import HttpResponse

PDF = "application/pdf"


def download(name: str, content: bytes | str, kind: str = PDF) -> HttpResponse:
    """The file under a name that says what it is and never whose."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
