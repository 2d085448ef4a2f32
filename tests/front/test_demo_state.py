"""`demo --scale state`, with fewer people: whole, consistent with the rules, and the same again from the same seed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from cairn.badges.models import Badge
from cairn.badges.queries.published import find_published
from cairn.board.models import Application, AuditedCredential, BoardCredential, CredentialEvent, FeeLine, NumberSeries
from cairn.board.queries.book import walk_book
from cairn.board.queries.files import get_file
from cairn.board.queries.queue import list_queue
from cairn.front.demo import people, state
from cairn.front.demo.badges import acting
from cairn.front.demo.seeded import Seeded
from cairn.kernel.actors import Role
from cairn.kernel.instants import as_instant
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


class Undone(Exception):
    """Takes a told state back."""


def told(monkeypatch):
    monkeypatch.setattr(state, "CERTIFICATES", 150)
    monkeypatch.setattr(state, "QUEUE", 60)
    house = people.found("Board", today=TODAY, seeded=Seeded(3), runs_program=False)
    people.hire(house, "Hana Weiss", Role.BOARD_CLERK, title="Clerk", days_ago=900)
    state.tell(house, 3)
    return house


def rows():
    return [
        list(model.objects.order_by("id").values_list(*columns))
        for model, columns in (
            (BoardCredential, ("id", "number", "name", "issued_on")),
            (CredentialEvent, ("id", "kind", "on", "for_year")),
            (FeeLine, ("id", "amount_cents", "charged_on")),
            (AuditedCredential, ("id", "place", "answer")),
            (Application, ("id", "state", "submitted_on")),
            (Badge, ("id", "number", "name_key", "is_listed", "status_index")),
        )
    ]


def test_it_is_whole_and_the_same_again(monkeypatch):
    with scope_of_installation():
        first = []
        with pytest.raises(Undone), transaction.atomic():
            told(monkeypatch)
            first = rows()
            raise Undone
        house = told(monkeypatch)
        assert rows() == first
        for series in NumberSeries.objects.all():
            numbers = BoardCredential.objects.filter(kind=series.kind).order_by("n").values_list("n", flat=True)
            assert list(numbers) == list(range(1, series.last + 1))
        assert not CredentialEvent.objects.filter(on__gt=TODAY).exists()
    hana = acting(house, "Hana")
    with scope_of(hana):
        walked = list(walk_book(hana, TODAY))
        assert {"active", "expired", "terminated"} <= {one.outcome for one in walked}
        assert all(one.outcome == one.standing.outcome for one in walked)
        queue, has_more = list_queue(hana, TODAY)
        assert (len(queue), has_more) == (50, True)
        assert all(get_file(hana, one.id, TODAY).name == one.name for one in queue)
        number = Badge.objects.order_by("id").values_list("number", flat=True)[0]
        holding = {one.id for one in walked if one.outcome == "active"}
        badged = set(CredentialEvent.objects.filter(id__in=Badge.objects.values("id")).values_list("credential_id", flat=True))  # fmt: skip
        assert badged == holding
    assert find_published(number, as_instant(NOW)) is not None
