"""The letter as PDF that a screen reader can read, for whoever holds it and for the coordinator. The certificate is a badge."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from cairn.exams.queries.competencies import competencies
from cairn.kernel.instants import from_local
from cairn.platform.documents import typeset
from cairn.platform.pages import page
from cairn.training.queries.classes import get_class
from cairn.training.queries.completions import certificate_facts
from cairn.training.queries.registrations import get_registration
from cairn.training.web.forms import acting

PRINT = "training.certificate.print"


@never_cache
@page(permission=PRINT)
def print_letter(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The letter of a class that was passed."""
    actor, on = acting(request)
    facts = certificate_facts(actor, registration_id, on)
    found = get_class(actor, get_registration(actor, registration_id, on).class_id, on)
    data = {
        "title": "Letter of completion",
        "sender": request.worn.organization_name,  # type: ignore[attr-defined]
        "recipient": facts.recipient,
        "facts": [list(pair) for pair in facts.facts],
        "competencies": [competencies()[code].name for code in found.course.competencies],
        "issued_on": facts.facts[-1][1],
        "number": facts.number,
    }
    made = typeset("training", "letter", data, now=from_local(facts.issued_on, time(12), actor.zone))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return response
