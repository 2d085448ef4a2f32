"""The paper: a certificate or a letter as PDF, with the code to its public page and the signed badge inside.

A paper is typeset anew whenever it is asked for, and the digest of each one that left is kept: a file that is none of them was
changed, whatever it looks like.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import segno

from cairn.badges.domain.badges import Kind
from cairn.badges.domain.numbers import shown
from cairn.badges.domain.signing import read_signed
from cairn.badges.models import Badge
from cairn.badges.policy import PRINT, PRINT_OWN
from cairn.badges.queries.issuers import public
from cairn.badges.queries.own import own_rows
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, BrokenRecord, Conflict, NotFound
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.platform.documents import Unprintable, typeset
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of_installation

NO_LETTERS = (
    "The fonts of our papers lack some letters of this certificate, so it cannot be printed yet. "
    "It holds all the same: its public page and the signed badge show every letter."
)


class Form(StrEnum):
    """How a badge is put on paper."""

    CERTIFICATE = "certificate"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Printed:
    """A file to hand out. Its name tells nobody's name."""

    name: str
    pdf: bytes


@command(permission=PRINT)
def print_badge(*, actor: Actor, badge_id: UUID, form: str, now: Instant) -> Printed:
    """For the issuer: the paper of a badge of the own organization."""
    on = local_date(now, actor.zone)
    row = visible(Badge, actor, PRINT, on).select_related("key").select_for_update(of=("self",)).filter(id=badge_id)
    return _printed(row.first(), form, on, now)


@command(permission=PRINT_OWN)
def print_own_badge(*, actor: Actor, badge_id: UUID, form: str, now: Instant) -> Printed:
    """For the holder: the paper of the own badge, whoever issued it."""
    with scope_of_installation():
        row = own_rows(actor).select_related("key").select_for_update(of=("self",)).filter(id=badge_id)
        return _printed(row.first(), form, local_date(now, actor.zone), now)


def _printed(badge: Badge | None, form: str, on: date, now: Instant) -> Printed:
    if badge is None:
        raise NotFound
    if form not in list(Form):
        raise BadInput({"form": "Choose the certificate or the letter."})
    if badge.revoked_at is not None:
        raise Conflict("It was revoked, so no more papers are made of it. Its public page says so too.")
    pdf = _typeset(Form(form), badge, on, now)
    digest = hashlib.sha256(pdf).hexdigest()
    if digest not in badge.printed.split():
        badge.printed = f"{badge.printed} {digest}".strip()
        badge.save(update_fields=["printed"])
    ledger.record("badges.badge.printed", badge=badge.id, form=form)
    return Printed(f"{form}-{shown(badge.number)}.pdf", pdf)


def _typeset(form: Form, badge: Badge, on: date, now: Instant) -> bytes:
    try:
        return typeset("badges", form.value, words_of(badge, on), now=_date_of(form, badge, now), in_every_sign=True)
    except Unprintable:
        raise Conflict(NO_LETTERS) from None


def _date_of(form: Form, badge: Badge, now: Instant) -> Instant:
    """A certificate is dated when it was issued, so that it is the same file every time; a letter on the day it is asked for."""
    moment = badge.issued_at if form is Form.CERTIFICATE else now
    return Instant(moment.replace(hour=12, minute=0, second=0, microsecond=0))


def words_of(badge: Badge, on: date) -> dict[str, Any]:
    """What a paper says of a badge, read from what was signed."""
    claims = read_signed(badge.token, badge.key.public_jwk)
    if claims is None:
        raise BrokenRecord(f"Badge {badge.id} is not what was signed.")
    issued = in_words(badge.issued_on)
    until = in_words(badge.expires_on) if badge.expires_on else "No end"
    page = public("show_badge", number=shown(badge.number))
    return {
        "issuer": claims["issuer"]["name"],
        "kind": Kind(badge.kind).label,
        "name": badge.recipient_name,
        "title": badge.title,
        "criteria": badge.criteria,
        "facts": [*json.loads(badge.facts), ["Issued on", issued], ["Valid until", until]],
        "issued_on": issued,
        "printed_on": in_words(on),
        "number": shown(badge.number),
        "check": public("check_badge"),
        "code": _code(page),
        "token": badge.token,
    }


def _code(page: str) -> str:
    """The address as a code to scan, drawn without color."""
    drawn = io.BytesIO()
    segno.make(page, error="m", micro=False).save(drawn, kind="svg", scale=4, border=4, xmldecl=False)
    return drawn.getvalue().decode()
