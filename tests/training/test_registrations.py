"""Seats, the line for them, invoices: first come first seated, a free seat to whoever waits longest."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.training.commands.registrations import confirm_payment, register_for_class, withdraw_registration
from cairn.training.models import Invoice, Registration
from tests.browsers import counted, set_clock, sign_in, steady
from tests.people import NOW, TODAY
from tests.training.planning import candidate, join, later, plan

pytestmark = pytest.mark.django_db


def seats(cast) -> list[bool]:
    with scope_of(cast.kay):
        rows = Registration.objects.filter(withdrawn_at__isnull=True).order_by("registered_at", "id")
        return [row.seat_at is not None for row in rows]


def test_a_seat_comes_with_an_invoice_at_the_published_price(cast):
    join(cast.ivo, plan(cast), funding="employer")
    with scope_of(cast.kay):
        invoice = Invoice.objects.get()
        assert (invoice.amount_cents, invoice.line, invoice.issued_on) == (95_000, "PS101, 4 h", TODAY)
        assert "Best Practices Guide" in invoice.source
        assert Registration.objects.get().seat_at == NOW


def test_a_full_class_has_a_line_and_a_free_seat_goes_to_whoever_waits_longest(cast):
    class_id = plan(cast, seats=1)
    first = join(cast.ivo, class_id)
    second, third = candidate(cast, "una"), candidate(cast, "vic")
    join(second, class_id, now=later(0, 0.1))
    join(third, class_id, now=later(0, 0.2))
    assert seats(cast) == [True, False, False]
    with scope_of(cast.kay):
        assert Invoice.objects.count() == 1
    with scope_of(cast.ivo):
        moved_up = withdraw_registration(actor=cast.ivo, registration_id=first, now=later(0, 1))
        assert withdraw_registration(actor=cast.ivo, registration_id=first, now=later(0, 1)) is None
    assert seats(cast) == [True, False]
    with scope_of(cast.kay):
        moved = Registration.objects.get(id=moved_up)
        assert moved.candidate_id == second.engagement_id
        assert Invoice.objects.get(registration=moved).cancelled_on is None
        assert Invoice.objects.get(registration_id=first).cancelled_on == TODAY


def test_a_seat_that_got_free_is_not_taken_past_the_line(cast):
    class_id = plan(cast, seats=1)
    first = join(cast.ivo, class_id)
    waits = candidate(cast, "una")
    join(waits, class_id, now=later(0, 0.1))
    with scope_of(cast.ivo):
        withdraw_registration(actor=cast.ivo, registration_id=first, now=later(0, 0.2))
    join(cast.ivo, class_id, now=later(0, 0.3))
    assert seats(cast) == [True, False]
    with scope_of(cast.kay):
        assert (
            Registration.objects.get(seat_at__isnull=False, withdrawn_at__isnull=True).candidate_id
            == waits.engagement_id
        )


def test_a_replay_changes_nothing_and_nobody_registers_twice(cast):
    class_id, registration_id = plan(cast), new_id()
    for _ in range(2):
        assert join(cast.ivo, class_id, registration_id=registration_id) == registration_id
    with scope_of(cast.kay):
        assert LedgerEntry.objects.filter(action="training.registration.made").count() == 1
    with pytest.raises(Conflict, match="registered for this class already"):
        join(cast.ivo, class_id)
    with pytest.raises(Conflict):
        join(cast.ivo, class_id, registration_id=registration_id, funding="grant")
    with pytest.raises(BadInput) as error:
        join(candidate(cast, "una"), class_id, funding="lottery")
    assert set(error.value.problems) == {"funding"}
    assert len(seats(cast)) == 1


def test_a_class_is_taken_as_a_whole_so_nobody_joins_late(cast):
    class_id = plan(cast)
    with pytest.raises(Conflict, match="has begun"):
        join(cast.ivo, class_id, now=later(1, 1))
    assert seats(cast) == []


def test_a_class_that_is_not_open_or_not_ours_is_not_found(cast):
    planned, opened = plan(cast, opened=False), plan(cast)
    with pytest.raises(NotFound):
        join(cast.ivo, planned)
    with scope_of(cast.dov), pytest.raises(NotPermitted):
        register_for_class(actor=cast.dov, registration_id=new_id(), class_id=opened, funding="self", now=NOW)
    registration_id = join(cast.ivo, opened)
    other = candidate(cast, "una")
    with scope_of(other), pytest.raises(NotFound):
        withdraw_registration(actor=other, registration_id=registration_id, now=NOW)


def test_a_payment_is_confirmed_once_with_a_day_that_can_be(cast):
    registration_id = join(cast.ivo, plan(cast))
    with scope_of(cast.kay):
        for day in (None, TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
            with pytest.raises(BadInput) as error:
                confirm_payment(actor=cast.kay, registration_id=registration_id, paid_on=day, now=NOW)
            assert set(error.value.problems) == {"paid_on"}
        for _ in range(2):
            confirm_payment(actor=cast.kay, registration_id=registration_id, paid_on=TODAY, now=NOW)
        with pytest.raises(Conflict):
            confirm_payment(actor=cast.kay, registration_id=registration_id, paid_on=later(1).date(), now=later(1))
        assert Invoice.objects.get().paid_on == TODAY
        assert LedgerEntry.objects.filter(action="training.payment.confirmed").count() == 1
    with pytest.raises(NotPermitted):
        confirm_payment(actor=cast.ivo, registration_id=registration_id, paid_on=TODAY, now=NOW)


def test_price_and_exam_rule_are_said_before_registering(cast, monkeypatch):
    set_clock(monkeypatch)
    class_id = plan(cast, seats=1)
    ivo = sign_in(cast, "ivo")
    assert "$950.00" in ivo.get("/classes/").content.decode()
    page = ivo.get(f"/classes/{class_id}/").content.decode()
    for words in ("$950.00", "15 of 18", "80 %", "One attempt", "takes the whole class again", "Best Practices Guide"):
        assert words in page
    assert page.index("One attempt") < page.index("Who pays?")
    sent = {"id": new_form_id(cast.organization.id), "funding": ""}
    refused = ivo.post(f"/classes/{class_id}/", sent)
    assert refused.status_code == 400
    assert "Choose who pays" in refused.content.decode()
    own = ivo.post(f"/classes/{class_id}/", {**sent, "funding": "self"})["Location"]
    assert "Invoice" in ivo.get(own).content.decode()
    candidate(cast, "una")
    una = sign_in(cast, "una")
    assert "Join the line" in una.get(f"/classes/{class_id}/").content.decode()
    line = una.post(f"/classes/{class_id}/", {"id": new_form_id(cast.organization.id), "funding": "self"})["Location"]
    assert "number 1 in the line" in una.get(line).content.decode()
    assert ivo.get(line).status_code == 404
    assert "Ivo" not in steady(una.get(f"/classes/{class_id}/"))
    assert "Step back from the class?" in ivo.get(f"{own}withdraw/").content.decode()
    assert ivo.post(f"{own}withdraw/").status_code == 302
    assert "number" not in una.get(line).content.decode()


def test_an_invoice_is_an_accessible_pdf_for_those_whom_it_concerns(cast, monkeypatch):
    set_clock(monkeypatch)
    class_id = plan(cast, seats=1)
    registration_id, una = join(cast.ivo, class_id), candidate(cast, "una")
    waits = join(una, class_id, now=later(0, 0.1))
    for who in ("ivo", "kay"):
        answer = sign_in(cast, who).get(f"/training/registrations/{registration_id}/invoice.pdf")
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert "/StructTreeRoot" in pdf.Root
    browser = sign_in(cast, "una")
    for each in (registration_id, waits):
        assert browser.get(f"/training/registrations/{each}/invoice.pdf").status_code == 404


def test_the_roster_costs_the_same_when_the_class_is_full(cast, monkeypatch):
    set_clock(monkeypatch)
    class_id = plan(cast, seats=30)
    kay, costs = sign_in(cast, "kay"), []
    for start, end in ((0, 2), (2, 12)):
        for number in range(start, end):
            join(candidate(cast, f"c{number}"), class_id)
        with counted() as count:
            assert kay.get(f"/training/classes/{class_id}/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 4


def test_the_coordinator_confirms_and_withdraws_on_the_person_s_page(cast, monkeypatch):
    set_clock(monkeypatch)
    registration_id = join(cast.ivo, plan(cast))
    kay = sign_in(cast, "kay")
    where = f"/training/registrations/{registration_id}/"
    assert "Ivo" in kay.get(where).content.decode()
    assert "Give the day of the payment" in kay.post(f"{where}paid/", {"paid_on": "2027-01-01"}).content.decode()
    assert kay.post(f"{where}paid/", {"paid_on": TODAY.isoformat()}).status_code == 302
    assert "Paid Nov 20" in kay.get(where).content.decode()
    assert kay.post(f"/classes/own/{registration_id}/withdraw/").status_code == 302
    assert "To be paid back" in kay.get(where).content.decode()
