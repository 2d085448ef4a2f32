"""How somebody wants to be reached safely stands beside their phone, for those who call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cairn.intake.models import Intake, StepEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from cairn.support.queries.clients import get_client
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
WISH = "Leave no message. When not to call: Not on Sundays"


def tell(cast, client, *steps, begun_at=NOW):
    """What somebody told of being reached, step by step; the last one counts."""
    own, by = {"organization_id": cast.organization.id}, cast.ana.engagement_id
    with scope_of_installation():
        intake = Intake.objects.create(
            way="came", begun_at=begun_at, begun_by_id=by, state="enrolled", closed_at=NOW, closed_by_id=by, client=client, **own,
        )  # fmt: skip
        for number, words in enumerate(steps, 1):
            StepEntry.objects.create(
                intake=intake, step="reach", number=number, words=words, saved_at=NOW, saved_by_id=by, **own
            )


def wish(cast, who="ana"):
    actor = getattr(cast, who)
    with scope_of(actor):
        return get_client(actor, cast.gil.id, TODAY).safe_contact


def test_what_was_told_last_counts_and_the_first_coming_in_does_not(cast):
    assert wish(cast) == ""
    tell(cast, cast.gil, {"message": "say_who"}, begun_at=NOW - timedelta(days=400))
    tell(cast, cast.gil, {"message": "first_name"}, {"message": "nothing", "times": "Not on Sundays", "way": "call"})
    tell(cast, cast.hal, {"message": "say_who", "times": "Hals times"})
    assert {who: wish(cast, who) for who in ("ana", "faye", "ben")} == {"ana": WISH, "faye": WISH, "ben": ""}


@pytest.mark.parametrize("words", [{}, {"language": "en"}, {"message": "", "times": ""}])
def test_who_told_nothing_of_it_is_told_nothing_of(cast, words):
    tell(cast, cast.gil, {"message": "nothing"}, words)
    assert wish(cast) == ""


def test_it_stands_beside_the_phone_and_costs_no_statement(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(phone="406 555 0100")
    where, costs = reverse("get_client", kwargs={"client_id": cast.gil.id}), []
    for told in (False, True):
        if told:
            tell(cast, cast.gil, {"message": "nothing", "times": "Not on Sundays"})
        with scope_of(cast.ana), counted() as count:
            get_client(cast.ana, cast.gil.id, TODAY)
        costs.append(len([one for one in count.statements if "privacy_ledger" not in one]))
    page = sign_in(cast, "ana").get(where).content.decode()
    assert costs == [2, 2]
    assert page.index("406 555 0100") < page.index(WISH)
