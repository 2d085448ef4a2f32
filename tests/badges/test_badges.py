"""Issuing, correcting and revoking: who may, what is refused, what a repeated send does."""

from __future__ import annotations

import gc
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from joserfc.jwk import ECKey

from cairn.badges.commands.badges import correct_badge, revoke_badge
from cairn.badges.commands.signing_keys import change_signing_key
from cairn.badges.domain.badges import BadgeDraft
from cairn.badges.domain.numbers import shown
from cairn.badges.domain.status_lists import FULL_AT
from cairn.badges.models import Badge, Issuer, IssuerKey
from cairn.badges.queries.issued import get_issued_badge, list_issued_badges
from cairn.badges.queries.published import find_published
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, BrokenRecord, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.badges.badges import COURSE, FACTS, issue, stored
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db


def revoke(actor, badge_id, reason="mistake"):
    with scope_of(actor):
        return revoke_badge(actor=actor, badge_id=badge_id, reason=reason, now=NOW)


def correct(actor, old_id, badge_id=None, **changes):
    content = {name: value for name, value in COURSE.items() if name != "recipient_person_id"}
    draft = BadgeDraft(**{**content, "recipient_name": "Ivo Radík", **changes})
    with scope_of(actor):
        return correct_badge(actor=actor, badge_id=badge_id or new_id(), old_badge_id=old_id, draft=draft, now=NOW)


def found(badge_id):
    return find_published(stored(badge_id).number, NOW)


def other_coordinator(cast):
    with scope_of_installation():
        return engage(cast, "ora", Role.TRAINING_COORDINATOR, cast.other_organization, cast.other_program)


def test_a_badge_says_what_was_issued(cast):
    badge = found(issue(cast.kay, expires_on=TODAY + timedelta(days=1)))
    assert (badge.recipient_name, badge.title, badge.facts) == ("Ivo Radek", "Peer Support 101", FACTS)
    assert (badge.issuer_name, badge.issued_on, badge.standing) == ("High Divide", TODAY, "valid")
    assert badge.criteria.startswith("The issuer keeps on record")


def test_the_ledger_holds_ids_and_no_names(cast):
    issue(cast.kay)
    with scope_of(cast.kay):
        body = LedgerEntry.objects.get().body
    assert "badges.badge.issued" in body
    assert "Ivo" not in body
    assert "Peer Support" not in body


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "license"}, "kind"),  # the board's, not the training body's
        ({"kind": "medal"}, "kind"),
        ({"recipient_name": "  "}, "recipient_name"),
        ({"recipient_name": "x" * 121}, "recipient_name"),
        ({"recipient_name": "Ivo\x00"}, "recipient_name"),
        ({"recipient_name": "Ivo \u202ekedaR"}, "recipient_name"),  # would be read from the other side
        ({"facts": (("Hours", "4\u202e0"),)}, "facts"),
        ({"title": ""}, "title"),
        ({"criteria": "x" * 501}, "criteria"),
        ({"facts": (("Hours", ""),)}, "facts"),
        ({"facts": (("Hours", "4"), ("Hours", "5"))}, "facts"),
        ({"facts": tuple((str(n), "x") for n in range(13))}, "facts"),
        ({"facts": (("Hours", "x" * 201),)}, "facts"),
        ({"facts": (("Diagnosis", "none"),)}, "facts"),
        ({"facts": (("Note", "F10.20 in remission"),)}, "facts"),
        ({"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, changes, field):
    with pytest.raises(BadInput) as error:
        issue(cast.kay, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.kay):
        assert not Badge.objects.exists()
        assert not Issuer.objects.exists()
        assert not LedgerEntry.objects.exists()


def test_a_course_about_disorders_may_be_named(cast):
    assert found(issue(cast.kay, title="Co-occurring disorders")).title == "Co-occurring disorders"


def test_a_repeated_send_is_one_badge_and_other_content_is_a_conflict(cast):
    badge_id = new_id()
    assert issue(cast.kay, badge_id=badge_id) == issue(cast.kay, badge_id=badge_id)
    before = stored(badge_id)
    with pytest.raises(Conflict):
        issue(cast.kay, badge_id=badge_id, title="Something else")
    assert stored(badge_id).token == before.token
    with scope_of(cast.kay):
        assert (Badge.objects.count(), LedgerEntry.objects.count()) == (1, 1)
        assert Issuer.objects.get().list_taken == 1


def test_only_those_who_answer_for_it_issue(cast):
    for actor in (cast.ana, cast.ivo, cast.faye, cast.noor, cast.lee, cast.mia):
        with pytest.raises(NotPermitted):
            issue(actor)
    assert found(issue(cast.hana, kind="license")).kind == "license"


def test_another_issuer_reaches_no_badge_of_ours(cast):
    badge_id, ora = issue(cast.kay), other_coordinator(cast)
    for act in (revoke, correct):
        with pytest.raises(NotFound):
            act(ora, badge_id)
    with scope_of(ora):
        with pytest.raises(NotFound):
            get_issued_badge(ora, badge_id, TODAY)
        assert list_issued_badges(ora, TODAY) == ((), None)
        assert list_issued_badges(ora, TODAY, number=stored(badge_id).number) == ((), None)
    with pytest.raises(Conflict):
        issue(ora, badge_id=badge_id)
    for actor in (cast.ana, cast.dov, cast.ivo):
        with pytest.raises(NotPermitted):
            revoke(actor, badge_id)


def test_a_revoked_badge_says_so_at_once_and_twice_is_once(cast):
    badge_id = issue(cast.kay)
    assert revoke(cast.kay, badge_id) == revoke(cast.kay, badge_id)
    badge = found(badge_id)
    assert (badge.standing, badge.revoked_on, badge.revoked_because) == ("revoked", TODAY, "It was issued by mistake")
    with pytest.raises(Conflict):
        revoke(cast.kay, badge_id, "withdrawn")
    with scope_of(cast.kay):
        assert LedgerEntry.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "corrected", "because"])
def test_a_reason_is_chosen_from_the_plain_ones(cast, reason):
    badge_id = issue(cast.kay)
    with pytest.raises(BadInput) as error:
        revoke(cast.kay, badge_id, reason)
    assert set(error.value.problems) == {"reason"}
    assert found(badge_id).standing == "valid"


def test_a_correction_revokes_and_each_names_the_other(cast):
    old_id = issue(cast.kay, recipient_person_id=cast.ivo.person_id)
    new = correct(cast.kay, old_id)
    assert found(old_id).standing == "revoked"
    assert found(old_id).replaced_by == found(new).number
    assert found(new).recipient_name == "Ivo Radík"
    assert stored(new).recipient_person_id == cast.ivo.person_id
    with scope_of(cast.kay):
        assert get_issued_badge(cast.kay, new, TODAY).replaces == shown(stored(old_id).number)


def test_a_correction_sent_again_changes_nothing_and_there_is_only_one(cast):
    old_id, new_badge = issue(cast.kay), new_id()
    correct(cast.kay, old_id, badge_id=new_badge)
    correct(cast.kay, old_id, badge_id=new_badge)
    with pytest.raises(Conflict):
        correct(cast.kay, old_id)
    with pytest.raises(BadInput):
        correct(cast.kay, new_badge, title="")
    assert found(new_badge).standing == "valid"
    with scope_of(cast.kay):
        assert (Badge.objects.count(), LedgerEntry.objects.count()) == (2, 2)


def test_the_last_day_counts_by_the_clock_of_the_issuer(cast):
    badge_id = issue(cast.kay, expires_on=TODAY)
    number = stored(badge_id).number
    evening, next_morning = NOW + timedelta(hours=8, minutes=59), NOW + timedelta(hours=9, minutes=1)
    assert evening.date() > TODAY  # in UTC the next day has begun
    assert find_published(number, evening).standing == "valid"
    assert find_published(number, next_morning).standing == "expired"


def test_the_private_key_lies_sealed(cast):
    issue(cast.kay)
    with scope_of(cast.kay):
        key = IssuerKey.objects.get()
    assert '"d"' not in key.public_jwk
    assert '"d"' not in key.sealed_jwk
    assert ECKey.import_key(json.loads(key.public_jwk)).thumbprint() == key.thumbprint


def test_after_a_change_of_keys_old_badges_still_hold(cast):
    first = issue(cast.kay)
    with scope_of(cast.kay):
        thumbprint = change_signing_key(actor=cast.kay, now=NOW)
    second = issue(cast.kay)
    assert found(first).key_thumbprint != thumbprint == found(second).key_thumbprint
    with pytest.raises(Conflict), scope_of(cast.hana), scope_of(other := other_coordinator(cast)):
        change_signing_key(actor=other, now=NOW)
    with pytest.raises(NotPermitted):
        change_signing_key(actor=cast.faye, now=NOW)


@pytest.mark.parametrize(
    "change", [{"recipient_name": "Somebody Else"}, {"token": "eyJ.eyJ.x"}], ids=["name", "signature"]
)
def test_what_was_changed_in_the_database_is_not_believed(cast, change):
    badge_id = issue(cast.kay)
    with scope_of(cast.kay):
        Badge.objects.filter(id=badge_id).update(**change)
    with pytest.raises(BrokenRecord):
        found(badge_id)


@pytest.mark.django_db(transaction=True)
def test_two_first_badges_at_once_make_one_issuer(cast):
    def first():
        try:
            return issue(cast.kay)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(first) for _ in range(2)]
        assert {found(one.result()).standing for one in done} == {"valid"}
    with scope_of(cast.kay):
        assert (Issuer.objects.count(), IssuerKey.objects.count()) == (1, 1)
        assert Issuer.objects.get().list_taken == 2


def test_a_full_status_list_is_followed_by_a_new_one(cast):
    issue(cast.kay)
    with scope_of(cast.kay):
        Issuer.objects.update(list_taken=FULL_AT)
    assert stored(issue(cast.kay)).status_list == 2
    with scope_of(cast.kay):
        assert Issuer.objects.get().list_taken == 1


def test_a_thousand_badges_leave_nothing_behind_in_memory(cast):
    for _ in range(10):
        issue(cast.kay)
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(1000):
        issue(cast.kay)
    gc.collect()
    assert len(gc.get_objects()) - before < 500
    with scope_of(cast.kay):
        assert Badge.objects.values("number").distinct().count() == 1010
