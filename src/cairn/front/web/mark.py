"""The sign of the house where browsers ask for it by themselves, whatever the page said."""

from __future__ import annotations

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.platform.pages import public


@public
def show_mark(request: HttpRequest) -> HttpResponse:
    """No statement: it must answer while the database is away."""
    return redirect(staticfiles_storage.url("cairn/mark.svg"), permanent=True)
