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
from cairn.identity.queries.leading_roles import list_let_in
from cairn.identity.queries.staff import StaffRow, StaffSummary, summarize_staff
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.privacy.queries.installation_acts import find_last_act

BACKUP_DAYS = 2  # a backup each night; the second missed night is worth a line
LEAST_FREE = 5  # percent of the disk
ENGINES = {"sqlite": "SQLite, encrypted", "postgresql": "PostgreSQL"}


def home(request: HttpRequest) -> HttpResponse:
    """Four statements."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    staff = summarize_staff(actor, now)
    backup_at = find_last_act(actor, "installation.backup.made")
    disk = shutil.disk_usage(
        next(place for place in (settings.CAIRN_DATA, *settings.CAIRN_DATA.parents) if place.exists())
    )
    free = 100 * disk.free // disk.total
    lines = soonest_first([*_leader(staff), *_staff(staff.waiting, on), *_machine(backup_at, on, free)])
    return render(
        request,
        "homes/system_owner.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "lines": lines,
            "let_in": list_let_in(actor, now),
            "staff": staff,
            "invited": sum(row.state == "invited" for row in staff.waiting),
            "backup": f"{backup_at:%b} {backup_at.day}" if backup_at else "None yet",
            "free": f"{disk.free / 1024**3:,.0f} GB free",
            "free_percent": free,
            "engine": ENGINES[connection.vendor],
            "version": __version__,
        },
    )


def _leader(staff: StaffSummary) -> Iterator[Line]:
    """An installation begins with nobody to run a program."""
    if Role.PROGRAM_MANAGER not in {role for role, _ in staff.by_role}:
        text = "Invite a program manager. They set up the program and let the others in."
        yield Line("Nobody runs the program yet", text, "Invite", reverse("invite_person"))


def _staff(rows: list[StaffRow], on: date) -> Iterator[Line]:
    """Links that ran out; those still open are only counted."""
    for row in rows:
        if row.state == "link ran out" and row.may_change:
            text = f"Invited as {row.role.label.lower()}, never came in. A new link works at once."
            yield Line(f"{row.name}’s link ran out", text, "See", reverse("people_at_work"), days=0)


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
