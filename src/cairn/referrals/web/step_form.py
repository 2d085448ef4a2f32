"""The form of what was learned: its choices, what was typed, and reading it. Nothing is decided here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from cairn.kernel.errors import BadInput
from cairn.platform.forms import sent_choice, sent_day, sent_id, sent_text
from cairn.referrals.domain.steps import Heard, Reason, Step

FIELDS = ("heard", "on", "reason", "words", "told", "told_on", "told_at")
Options = list[tuple[str, str]]


def choices(*, is_correction: bool = False) -> dict[str, Options]:
    heard = [one for one in Heard if is_correction or one is not Heard.NOT_SO]
    return {
        "heard": [(one.value, one.label) for one in heard],
        "reasons": [(one.value, one.label) for one in Reason],
    }


def as_typed(request: HttpRequest, on: date) -> dict[str, str]:
    """What stood in the forms of the page; the day is today until another is typed."""
    typed = {field: request.POST.get(field, "") for field in FIELDS}
    return {**typed, "on": typed["on"] or on.isoformat()}


def read_step(request: HttpRequest, corrects: UUID | None = None) -> Step:
    """Raises BadInput at the field that cannot be read."""
    on = sent_day(request, "on")
    if on is None:
        raise BadInput({"on": "Give the day."})
    reason = (
        sent_choice(request, "reason", Reason, "Choose one of the reasons.") if request.POST.get("reason") else None
    )
    heard = sent_choice(request, "heard", Heard, "Choose what you learned.")
    return Step(sent_id(request, "id"), heard, on, reason, sent_text(request, "words"), corrects)
