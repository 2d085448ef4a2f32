"""Many certificates in one file: one sheet each in the order asked for, without what was revoked, and for the issuer alone."""

from __future__ import annotations

import io

import pikepdf
import pytest

from cairn.badges.commands.badges import revoke_badge
from cairn.badges.commands.batches import MOST, print_badges
from cairn.badges.models import Badge
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.badges.badges import issue
from tests.people import NOW, engage

pytestmark = pytest.mark.django_db


def batch(actor, badge_ids):
    with scope_of(actor):
        return print_badges(actor=actor, badge_ids=tuple(badge_ids), now=NOW)


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def licenses(cast, count):
    return [issue(cast.hana, kind="license", recipient_name=f"Person {n} Marsh") for n in range(count)]


def test_one_sheet_each_in_an_accessible_file(cast):
    ids = licenses(cast, 3)
    printed = batch(cast.hana, ids)
    assert pages(printed.pdf) == 3
    assert printed.name == "certificates-3.pdf"
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        assert not pdf.attachments  # paper: the signed badge travels in each holder's own file
    with scope_of(cast.hana):
        entry = LedgerEntry.objects.order_by("-n").first()
        assert all(str(badge_id) in entry.body for badge_id in ids)
        assert "Marsh" not in entry.body


def test_what_was_revoked_is_left_out(cast):
    kept, gone = licenses(cast, 2)
    with scope_of(cast.hana):
        revoke_badge(actor=cast.hana, badge_id=gone, reason="withdrawn", now=NOW)
    assert pages(batch(cast.hana, [gone, kept]).pdf) == 1
    with pytest.raises(Conflict):
        batch(cast.hana, [gone])


def test_bad_input_and_who_may(cast):
    ids = licenses(cast, 1)
    for wrong in ([], [new_id()] * (MOST + 1)):
        with pytest.raises(BadInput):
            batch(cast.hana, wrong)
    with pytest.raises(NotFound):
        batch(cast.hana, [new_id()])
    with pytest.raises(NotFound):
        batch(cast.kay, [issue_elsewhere(cast)])
    for actor in (cast.ivo, cast.ana, cast.dov, cast.faye):
        with pytest.raises(NotPermitted):
            batch(actor, ids)


def issue_elsewhere(cast):
    """A license of another organization's board."""
    with scope_of_installation():
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    return issue(foreign, kind="license")


def test_a_sheet_that_cannot_be_printed_is_a_conflict_in_words(cast):
    odd = issue(cast.hana, kind="license", recipient_name="\U0001f9ff Marsh")
    with pytest.raises(Conflict, match="among these 1"):
        batch(cast.hana, [odd])
    with scope_of(cast.hana):
        assert Badge.objects.get(id=odd).printed == ""
