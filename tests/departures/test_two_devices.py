"""A plan, or a summary, that two write at once: a slip in between hides nothing from the one who corrects it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.departures.models import Departure, Summary
from cairn.privacy.scope import scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.departures.acts import leave, plan, write

pytestmark = pytest.mark.django_db


def seen_in(answer):
    return re.search(r'name="seen" value="([^"]*)"', answer.content.decode()).group(1)


def test_a_goodbye_planned_elsewhere_is_not_written_over_after_a_slip(cast, monkeypatch):
    set_clock(monkeypatch)
    ana, address = sign_in(cast, "ana"), reverse("plan_departure", kwargs={"client_id": cast.gil.id})
    plan(cast, cast.faye, goodbye="A walk")
    slip = ana.post(address, {"seen": "0", "reason": "", "planned_for": "2026-11-01", "goodbye": "Coffee"})
    assert (slip.status_code, seen_in(slip)) == (400, "0")
    both = ana.post(address, {"seen": seen_in(slip), "reason": "", "goodbye": "Coffee"})
    assert both.status_code == 409
    assert "A walk" in both.content.decode()
    assert "Coffee" in both.content.decode()
    assert ana.post(address, {"seen": seen_in(both), "reason": "", "goodbye": "A walk, then coffee"}).status_code == 302
    with scope_of_installation():
        assert Departure.objects.get().goodbye == "A walk, then coffee"


def test_a_summary_saved_elsewhere_is_not_written_over_after_a_slip(cast, monkeypatch):
    set_clock(monkeypatch)
    departure_id = leave(cast)
    ana, address = sign_in(cast, "ana"), reverse("write_summary", kwargs={"departure_id": departure_id})
    write(cast, departure_id, cast.faye, together="We fished")
    slip = ana.post(address, {"seen": "0", "together": "x" * 5000})
    assert (slip.status_code, seen_in(slip)) == (400, "0")
    both = ana.post(address, {"seen": seen_in(slip), "together": "We walked"})
    assert both.status_code == 409
    assert "We fished" in both.content.decode()
    with scope_of_installation():
        assert Summary.objects.get().together == "We fished"
