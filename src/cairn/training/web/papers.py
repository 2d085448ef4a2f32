"""The letter and the invoice as PDF that a screen reader can read, for whoever they are about and for the coordinator. The certificate
is a badge."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.exams.queries.competencies import competencies
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import from_local, in_words
from cairn.platform.documents import typeset
from cairn.platform.downloads import show_file
from cairn.platform.forms import acting
from cairn.platform.pages import page
from cairn.training.queries.classes import get_class
from cairn.training.queries.completions import certificate_facts
from cairn.training.queries.registrations import InvoiceRow, get_registration

PRINT = "training.certificate.print"


@page(permission="training.registration.see")
def print_invoice(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """What is owed for a seat, to whom, and what was paid; nobody who waits has one."""
    actor, on = acting(request)
    row = get_registration(actor, registration_id, on)
    if row.invoice is None:
        raise NotFound
    bill = row.invoice
    facts = [
        ["For", bill.line], ["Participant", row.name], ["Paid by", row.funding.invoiced], ["Amount", str(bill.amount)],
        ["Pay to", bill.payee], ["Status", _status(bill)],
    ]  # fmt: skip
    data = {
        "title": f"Invoice {bill.number}", "sender": bill.payee, "issued_on": in_words(bill.issued_on), "facts": facts,
        "source": bill.source,
    }  # fmt: skip
    made = typeset("training", "invoice", data, now=from_local(bill.issued_on, time(12), actor.zone))
    return show_file("invoice.pdf", made)


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
    return show_file("letter.pdf", made)


def _status(bill: InvoiceRow) -> str:
    paid = f"Paid on {in_words(bill.paid_on)}" if bill.paid_on else ""
    if bill.cancelled_on:
        return (
            f"Cancelled on {in_words(bill.cancelled_on)}. {f'{paid}; to be paid back' if paid else 'Nothing is owed'}"
        )
    return paid or "Not paid yet"
