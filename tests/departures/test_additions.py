"""Adding to a signed summary: dated, signed, below it; what was signed never changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cairn.departures.models import Summary, SummaryAddition
from cairn.departures.queries.additions import list_additions
from cairn.departures.queries.departures import get_departure
from cairn.departures.web.summaries import as_document
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.departures.acts import add, leave, take_back, write
from tests.people import TODAY, ZONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(cast):
    departure_id = leave(cast)
    write(cast, departure_id, sign=True, together="We fished")
    return departure_id


def test_an_addition_stands_below_and_the_signed_bytes_stay(cast, signed):
    with scope_of_installation():
        before = Summary.objects.values().get()
    add(cast, signed)
    add(cast, signed, cast.faye, reason="Wrong day", text="It was a Tuesday")
    with scope_of_installation():
        assert Summary.objects.values().get() == before
        rows = list(SummaryAddition.objects.order_by("n").values_list("n", "content_hash"))
    assert [n for n, _ in rows] == [1, 2]
    assert len({mark for _, mark in rows} | {before["content_hash"]}) == 3
    with scope_of(cast.ana):
        added = list_additions(cast.ana, [signed], TODAY)[signed]
        paper = as_document(get_departure(cast.ana, signed, TODAY), ZONE, added)
    assert [(one.by, one.text) for one in added] == [("Ana", "The dog came along"), ("Faye", "It was a Tuesday")]
    assert paper["added"][1] == ["Added on November 20, 2026: Wrong day", "It was a Tuesday", "Faye"]


def test_the_same_again_changes_nothing_and_other_words_are_refused(cast, signed):
    first = add(cast, signed)
    assert add(cast, signed, id=first) == first
    with pytest.raises(Conflict):
        add(cast, signed, id=first, text="Other")
    with scope_of_installation():
        assert SummaryAddition.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            SummaryAddition.objects.update(text="Other")


def test_a_draft_is_changed_itself(cast):
    departure_id = leave(cast)
    with pytest.raises(Conflict, match="not signed yet"):
        add(cast, departure_id)
    write(cast, departure_id)
    with pytest.raises(Conflict, match="not signed yet"):
        add(cast, departure_id)


def test_empty_and_long_ones_name_their_field(cast, signed):
    with pytest.raises(BadInput) as raised:
        add(cast, signed, reason=" ", text=" ")
    assert set(raised.value.problems) == {"reason", "text"}
    with pytest.raises(BadInput) as raised:
        add(cast, signed, reason="x" * 201, text="x" * 4001)
    assert set(raised.value.problems) == {"reason", "text"}


def test_nobody_else_adds(cast, signed):
    for actor, error in (
        (cast.cleo, NotFound),
        (cast.dov, NotFound),
        (cast.ben, NotPermitted),
        (cast.jun, NotPermitted),
    ):
        with pytest.raises(error):
            add(cast, signed, actor)
    with pytest.raises(NotFound):
        add(cast, new_id())
    take_back(cast, signed)
    with pytest.raises(NotFound):
        add(cast, signed)


def test_the_page_keeps_what_was_typed_and_shows_what_was_added(cast, signed, monkeypatch):
    set_clock(monkeypatch)
    ana = sign_in(cast, "ana")
    ids = {"departure_id": signed}
    url = reverse("add_to_summary", kwargs=ids)
    assert url in ana.get(reverse("get_departure", kwargs=ids)).content.decode()
    answer = ana.post(url, {"reason": "", "text": "And the truck"})
    assert (answer.status_code, "And the truck" in answer.content.decode()) == (400, True)
    assert ana.post(url, {"reason": "Left out", "text": "And the truck"}).status_code == 302
    page = ana.get(reverse("get_departure", kwargs=ids)).content.decode()
    assert "Added on November 20, 2026: Left out" in page
    assert "And the truck" in page
    assert ana.get(reverse("summary_paper", kwargs=ids)).content.startswith(b"%PDF")
    dov = sign_in(cast, "dov")
    other = dov.get(reverse("add_to_summary", kwargs={"departure_id": new_id()}))
    assert dov.get(url).status_code == other.status_code == 404
