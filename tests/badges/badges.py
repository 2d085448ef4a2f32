"""Issuing in tests, in one line."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from cairn.badges.commands.badges import issue_badge
from cairn.badges.models import Badge
from cairn.kernel.actors import Actor
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

FACTS = (("Hours", "40"), ("Class", "PS101, May 2026"))
COURSE: dict[str, Any] = {
    "kind": "course",
    "recipient_name": "Ivo Radek",
    "recipient_person_id": None,
    "title": "Peer Support 101",
    "facts": FACTS,
    "issued_on": TODAY,
    "expires_on": None,
}
LICENSE = {**COURSE, "kind": "license", "title": "Certified peer support specialist", "expires_on": date(2027, 12, 31)}


def issue(actor: Actor, **changes: Any) -> UUID:
    """A course certificate, or with `kind="license"` a license of the board."""
    content = {**(LICENSE if changes.get("kind") == "license" else COURSE), "badge_id": new_id(), "now": NOW, **changes}
    with scope_of(actor):
        return issue_badge(actor=actor, **content)


def stored(badge_id: UUID) -> Badge:
    with scope_of_installation():
        return Badge.objects.select_related("key", "issuer").get(id=badge_id)
