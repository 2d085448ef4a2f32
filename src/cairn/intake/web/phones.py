"""The question about a phone that nobody could dial, on every form on which somebody at work writes one down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from cairn.kernel.errors import BadInput
from cairn.platform.forms import sent_text
from cairn.support.domain.phones import ask_about

ASKED = "asked_"  # before the name of the field: what was asked about just now


def ask_about_phones(request: HttpRequest, fields: Iterable[str], stands: Mapping[str, str]) -> None:
    """Asked once: sent again as it was, or as it stands already, it is kept. Raises BadInput at each such field."""
    found = {
        name: ask_about(sent_text(request, name), (stands.get(name, ""), sent_text(request, ASKED + name)))
        for name in fields
    }
    problems = {name: question for name, question in found.items() if question}
    if problems:
        raise BadInput(problems)
