"""Showing a page of this room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """A page of this room."""
    return render(request, f"support/{template}.html", context, status=status)
