"""What the board decides is what strangers see: a license is published when issued, and no longer when it does not hold."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.badges.domain.badges import Standing
from cairn.badges.models import Badge
from cairn.badges.queries.own import list_own_badges
from cairn.badges.queries.published import find_published
from cairn.board.commands.credentials import lift_suspension, surrender_credential, suspend_credential
from cairn.board.commands.decisions import settle_application
from cairn.board.models import BoardCredential
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from tests.badges.badges import issue
from tests.board.packets import complete, send_application
from tests.board.test_credentials import act, renew
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def certified(cast):
    """Ivo's application, approved today."""
    application_id = send_application(cast)
    version = complete(cast, application_id)
    with scope_of(cast.hana):
        settle_application(
            actor=cast.hana, decision_id=new_id(), application_id=application_id, outcome="approved", reasons="",
            seen_version=version, now=NOW,
        )  # fmt: skip
        return BoardCredential.objects.get(application_id=application_id)


def shown(cast, on=TODAY):
    with scope_of(cast.ivo):
        return list_own_badges(cast.ivo, on)


def test_an_approved_candidate_holds_a_license_that_anybody_can_check(cast, certified):
    (held,) = shown(cast)
    published = find_published(held.number, NOW)
    assert (published.standing, published.expires_on) == (Standing.VALID, date(TODAY.year, 12, 31))
    assert dict(published.facts)["Certificate number"] == certified.number
    said = f"{published.facts} {published.title} {published.criteria}".lower()
    assert not any(word in said for word in ("recovery since", "diagnos", "conviction", "incarcerat"))


def test_a_renewal_is_published_until_its_own_year_ends(cast, certified):
    renew(cast, certified.id, date(TODAY.year, 12, 1), 93)
    newest, oldest = shown(cast)
    assert (newest.expires_on, oldest.expires_on) == (date(TODAY.year + 1, 12, 31), date(TODAY.year, 12, 31))


def test_a_suspension_is_seen_at_the_next_look_and_lifting_it_too(cast, certified):
    (held,) = shown(cast)
    with scope_of(cast.hana):
        suspend_credential(actor=cast.hana, act=act(certified.id, 1), reason="Order of the board", now=NOW)
        assert find_published(held.number, NOW).standing is Standing.REVOKED
        lift_suspension(actor=cast.hana, act=act(certified.id, 2), reason="Order ended", now=NOW)
        assert find_published(held.number, NOW).standing is Standing.REVOKED, "what was revoked stays so"
    newest = next(badge for badge in shown(cast) if badge.standing is Standing.VALID)
    assert newest.expires_on == date(TODAY.year, 12, 31)
    with scope_of(cast.hana):
        surrender_credential(actor=cast.hana, act=act(certified.id, 3), reason="Moved away", now=NOW)
    assert {badge.standing for badge in shown(cast)} == {Standing.REVOKED}


def test_an_act_sent_again_publishes_nothing_twice(cast, certified):
    again = act(certified.id, 1)
    for _ in range(2):
        with scope_of(cast.hana):
            surrender_credential(actor=cast.hana, act=again, reason="Moved away", now=NOW)
    with scope_of(cast.hana):
        assert Badge.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("Ivo Lang", None, "genuine and valid"),
        ("Somebody Else", None, "for another name"),
        ("Ivo Lang", "ZZZ-ZZZ-ZZZ", "nobody issued this number"),
    ],
)
def test_the_desk_checks_the_badge_that_a_candidate_names(cast, monkeypatch, name, number, words):
    set_clock(monkeypatch)
    badge_id = issue(cast.kay, recipient_name=name)
    with scope_of(cast.kay):
        issued = Badge.objects.get(id=badge_id).number
    application_id = send_application(cast, training={"badge_number": number or issued})
    page = sign_in(cast, "hana").get(f"/board/desk/{application_id}/")
    assert page.status_code == 200, page.status_code
    assert words in page.content.decode()
