"""Handing out a file that nothing on the way guesses at or keeps. Its name says what it is, and never whose."""

from __future__ import annotations

from django.http import HttpResponse

PDF, HTML = "application/pdf", "text/html; charset=utf-8"


def download(name: str, content: bytes | str, kind: str = PDF) -> HttpResponse:
    """A file to be saved, and not shown."""
    return _file("attachment", name, content, kind)


def show_file(name: str, content: bytes | str, kind: str = PDF) -> HttpResponse:
    """A file that the browser shows; when it is saved from there, it has this name."""
    return _file("inline", name, content, kind)


def _file(disposition: str, name: str, content: bytes | str, kind: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'{disposition}; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
