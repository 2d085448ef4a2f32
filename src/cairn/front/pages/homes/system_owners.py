"""Who works here and whose link ran out; how the machine stands. No client, and nothing about one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn import __version__
from cairn.front.pages.homes.lines import Line, ago, greeting, soonest_first
from cairn.identity.queries.staff import StaffRow, list_staff
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.privacy.queries.installation_acts import find_last_act

BACKUP_DAYS = 2  # a backup each night; the second missed night is worth a line
LEAST_FREE = 5  # percent of the disk
ENDS_SOON_DAYS = 14
ENGINES = {"sqlite": "SQLite, encrypted", "postgresql": "PostgreSQL"}


def home(request: HttpRequest) -> HttpResponse:
    """Two statements."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    staff = list_staff(actor, now)
    backup_at = find_last_act(actor, "installation.backup.made")
    disk = shutil.disk_usage(settings.CAIRN_DATA)
    free = 100 * disk.free // disk.total
    lines = soonest_first([*_staff(staff.rows, on), *_machine(backup_at, on, free)])
    return render(
        request,
        "homes/system_owner.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "lines": lines,
            "at_work": sum(row.state == "signs in" for row in staff.rows),
            "invited": sum(row.state == "invited" for row in staff.rows),
            "has_more": staff.next_after is not None,
            "backup": f"{backup_at:%b} {backup_at.day}" if backup_at else "None yet",
            "free": f"{disk.free / 1024**3:,.0f} GB free",
            "free_percent": free,
            "engine": ENGINES[connection.vendor],
            "version": __version__,
        },
    )


def _staff(rows: list[StaffRow], on: date) -> Iterator[Line]:
    """Links that ran out, and roles that end soon."""
    for row in rows:
        if row.state == "link ran out" and row.may_change:
            text = f"Invited as {row.role.label.lower()}, never came in. A new link works at once."
            yield Line(f"{row.name}’s link ran out", text, "See", reverse("people_at_work"), days=(row.starts_on - on).days)
        if row.ends_on and (row.ends_on - on).days <= ENDS_SOON_DAYS:
            text = f"{row.role.label} until {row.ends_on:%B} {row.ends_on.day}. The door closes by itself."
            yield Line(f"{row.name}’s role ends", text, "See", reverse("people_at_work"), days=(row.ends_on - on).days)


def _machine(backup_at: datetime | None, on: date, free: int) -> Iterator[Line]:
    looks = reverse("who_looked")
    if settings.CAIRN_DEMO:
        return
    if backup_at is None or (on - backup_at.date()).days > BACKUP_DAYS:
        said = f"The last one is from {ago(backup_at.date(), on)}." if backup_at else "There is none yet."
        text = f"{said} On the machine, run “cairn backup”."
        yield Line("A backup is due", text, "See the record", f"{looks}?all=yes")
    if free < LEAST_FREE:
        text = f"{free} % is left. Make room before saving stops."
        yield Line("The disk is nearly full", text, "See the record", f"{looks}?all=yes", is_now=True)
