"""Checking what a stranger was given: a signed badge as text, or the PDF that carries one."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cairn.badges.domain.signing import read_unsigned
from cairn.badges.domain.uploads import Verdict, is_pdf, token_in
from cairn.badges.queries.published import Published, find_published
from cairn.kernel.instants import Instant


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict, and the badge as it was issued wherever the file says which one it is."""

    verdict: Verdict
    badge: Published | None = None


def check_upload(data: bytes, now: Instant) -> Checked:
    """Compare a file or a text with what was issued. Nothing of it is kept. One statement at most."""
    token = token_in(data)
    if not token:
        return Checked(Verdict.NO_BADGE)
    page = read_unsigned(token).get("id")
    number = page.rstrip("/").rpartition("/")[2] if isinstance(page, str) else ""
    badge = find_published(number, now)
    if badge is None:
        return Checked(Verdict.NOT_OURS)
    if not hmac.compare_digest(token, badge.token):
        return Checked(Verdict.CHANGED_BADGE, badge)
    if is_pdf(data) and hashlib.sha256(data).hexdigest() not in badge.printed:
        return Checked(Verdict.CHANGED_FILE, badge)
    return Checked(Verdict.GENUINE, badge)
