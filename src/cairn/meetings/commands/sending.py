"""Sending the reminders that are due: each is claimed, sent by whatever the operator set up, and settled."""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from cairn.kernel.instants import Instant
from cairn.meetings.commands.reminders import claim_reminder, settle_reminder
from cairn.meetings.domain.reminders import body_of, subject_of
from cairn.meetings.queries.reminders import Due, is_still_due, list_due
from cairn.platform.ids import new_id

log = logging.getLogger("cairn.reminders")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did. A reminder that could not leave is tried again by the next run, until its hour."""

    sent: int
    failed: int


def send_reminders(*, now: Instant) -> Run:
    """One run over the whole installation. Two runs at once send nothing twice: whoever claims first sends."""
    sent = failed = 0
    connection = get_connection()
    for due in list_due(now):
        if not is_still_due(due, now) or not claim_reminder(due=due, now=now):
            continue
        left = _leaves(due, now, connection)
        settle_reminder(due=due, sent=left, now=now)
        sent, failed = sent + left, failed + (not left)
    return Run(sent, failed)


def letter_of(due: Due, now: Instant, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The whole mail. Its id is drawn by chance and ends like the sender's address: the library's own would name this machine."""
    sender = settings.DEFAULT_FROM_EMAIL
    headers = {
        "Message-ID": f"<{new_id().hex}@{sender.rpartition('@')[2].strip('>')}>",
        "Auto-Submitted": "auto-generated",
    }
    text = body_of(due.choice, due.starts_at, now, due.zone)
    return EmailMessage(
        subject_of(due.choice), f"{text}\n", sender, [due.address], headers=headers, connection=connection
    )


def _leaves(due: Due, now: Instant, connection: BaseEmailBackend) -> bool:
    """False when the server did not take it. What it said may hold the address, so only the kind of error is written down."""
    try:
        return letter_of(due, now, connection).send() == 1
    except (smtplib.SMTPException, OSError) as error:
        log.error("a reminder could not be sent: %s", type(error).__name__)
        return False
