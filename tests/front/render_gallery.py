"""Draw the gallery and the sample pages as files, with plain Jinja and made-up people. No settings, no database.

    python tests/front/render_gallery.py [folder] [--shots]

`--shots` also photographs each page in headless Chromium: phone and desk, light and dark.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import Markup

from cairn.front.jinja import codes_told, days_told, drawn_once
from cairn.kernel.citations import Citation, Status
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.money import Money
from cairn.platform import charts, figures

FRONT = Path(__file__).resolve().parents[2] / "src" / "cairn" / "front"
PAGES = {
    "gallery": "gallery.html",
    "contact": "gallery/contact.html",
    "contact_error": "gallery/contact.html",
    "today": "gallery/today.html",
    "today_empty": "gallery/today.html",
    "compliance": "gallery/compliance.html",
    "compliance_huge": "gallery/compliance.html",
    "signed_out": "gallery/signed_out.html",
    "confirm": "gallery/confirm.html",
    "not_found": "errors/404.html",
    "refused": "errors/409.html",
    "form_expired": "errors/form_expired.html",
}
TODAY = date(2026, 10, 14)


@dataclass(frozen=True)
class Place:
    label: str
    href: str
    icon: str
    current: bool = False


@dataclass
class Row:
    """One line of the compliance table."""

    name: str
    credential: tuple[str, str]
    ce: str
    ce_kind: str
    owed: str
    owed_kind: str
    background: tuple[str, str]
    agreement: tuple[str, str]
    breach: str
    decision: Decision
    href: str = "#"
    claims: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def day(value: date) -> str:
    return f"{value:%b} {value.day}, {value.year}"


def clock_time(value: datetime, zone: str) -> str:
    local = value.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"


def hours(minutes: int) -> str:
    whole, rest = divmod(abs(minutes), 60)
    parts = [f"{whole} h" if whole else "", f"{rest} min" if rest or not whole else ""]
    return ("−" if minutes < 0 else "") + " ".join(part for part in parts if part)


def money(amount: Money) -> str:
    return str(amount)


def url(name: str, **kwargs: object) -> str:
    return f"#{name}" + "".join(f"-{value}" for value in kwargs.values())


CE_SOURCE = Citation("us-mt.ce.annual", "ARM 24.219.435(1)", Status.VERIFIED, date(2024, 1, 1))
SUICIDE_SOURCE = Citation("us-mt.ce.suicide", "ARM 24.219.435(3)", Status.SECONDARY, date(2024, 1, 1))
RATIO_SOURCE = Citation("us-mt.supervision.ratio", "Program guide, Supervision", Status.UNVERIFIED, None)
OLD_RATIO = Citation(
    "us-mt.supervision.block", "ARM 24.219.916", Status.OBSOLETE, date(2019, 4, 27), date(2023, 12, 31)
)


def decision(*, met: bool) -> Decision:
    return Decision.all_of(
        "May renew for 2027",
        (
            Finding(
                "ce.annual", Verdict.MET if met else Verdict.NOT_MET, "Continuing education for 2026",
                "20 h by Dec 31, 2026", "22 h" if met else "14 h", "" if met else "6 h more by Dec 31", (CE_SOURCE,),
            ),
            Finding(
                "ce.suicide", Verdict.MET, "Suicide prevention", "2 h every two years", "2 h on Mar 3, 2026", "", (SUICIDE_SOURCE,),
            ),
            Finding(
                "supervision.ratio", Verdict.WARNING, "Supervision", "1 h for each 20 h worked", "1 h owed after 31 h",
                "One session of an hour before 9 more hours of work", (RATIO_SOURCE, OLD_RATIO),
                "Two sources differ on this rule. The stricter one is used until the board says otherwise.",
            ),
            Finding("background", Verdict.NOT_APPLICABLE, "Background check", "", ""),
        ),
    )  # fmt: skip


def people() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            name="Gil Moreau", href="#gil", phase="connecting", goal="I want my kids to pick up when I call.",
            promise="To bring the bus card on Wednesday", next_step="Ride along to the clinic, Thu 10:00 am",
            badges=[("Promise due today", "soon")], actions=[("Write contact", "#"), ("Call", "#")],
        ),
        SimpleNamespace(
            name="Rosalind Two Bulls", href="#ros", phase="supporting", goal="Finish the quilt. Sleep in my own bed. Keep the dog.",
            promise="", next_step="Look at the lease together, Fri", badges=[], actions=[("Write contact", "#"), ("Call", "#")],
        ),
        SimpleNamespace(
            name="Dale K.", href="#dale", phase="engaging", goal="", promise="To call back about the warm line",
            next_step="Coffee at the library, next Mon", badges=[("New this week", "told")],
            actions=[("Write contact", "#"), ("Call", "#")],
        ),
        SimpleNamespace(
            name="María-José Etcheverry y Aguirre", href="#mj", phase="supporting", goal="Volver a cocinar los domingos.",
            promise="", next_step="Group on Tuesday", badges=[("Consent ends Oct 30", "soon")],
            actions=[("Write contact", "#"), ("Call", "#")],
        ),
    ]  # fmt: skip


def compliance_rows(count: int) -> list[Row]:
    late, fine = decision(met=False), decision(met=True)
    names = [
        "Ana Reyes",
        "Tom Black Elk",
        "Priya Nair",
        "Walt Jensen",
        "Josephine St. Germaine",
        "Lou Park",
        "Bea O'Dell",
        "Sam Yellowtail",
    ]
    rows = []
    for index in range(count):
        stage = min(index, 3) if count < 20 else min(index // 4, 3)
        rows.append(
            Row(
                name=names[index % len(names)] + (f" {index + 1}" if count > 20 else ""),
                credential=[("Renew by Dec 31", "soon"), ("Active", "good"), ("Active", "good"), ("Active", "good")][stage],
                ce=["14 of 20 h", "18 of 20 h", "22 of 20 h", "20 of 20 h"][stage], ce_kind=["late", "soon", "good", "good"][stage],
                owed=["1 h 30 min", "45 min", "none", "none"][stage], owed_kind=["late", "soon", "good", "good"][stage],
                background=[("Clear", "good"), ("Clear", "good"), ("Not known", "unknown"), ("Clear", "good")][stage],
                agreement=[("Signed", "good"), ("Ends Nov 2", "soon"), ("Signed", "good"), ("Signed", "good")][stage],
                breach=["Stop in 2 h 10 min of work", "Nov 2, agreement ends", "Ask the state", "Dec 31, 2027"][stage],
                decision=late if stage == 0 else fine, claims=["3 claims, $168.12", "", "", ""][stage],
            )
        )  # fmt: skip
    return rows


def context_for(name: str) -> dict[str, Any]:
    peer = name.startswith(("today", "contact", "gallery", "confirm"))
    nav = (
        [Place("Today", "#", "home", name.startswith("today")), Place("People", "#", "people"), Place("Write", "#", "note", name.startswith("contact")), Place("Hours", "#", "clock"), Place("My trail", "#", "flag"), Place("Places to go", "#", "pin")]
        if peer
        else [Place("Today", "#", "home"), Place("Staff", "#", "people"), Place("Compliance", "#", "shield", name.startswith("compliance")), Place("Money", "#", "coins"), Place("Outcomes", "#", "chart"), Place("Policies", "#", "book")]
    )  # fmt: skip
    role = SimpleNamespace(label="Peer supporter" if peer else "Program manager")
    return {
        "actor": SimpleNamespace(name="Ana Reyes" if peer else "Faye Lindqvist", role=role, zone="America/Denver"),
        "organization_name": "Bitterroot Peer Center",
        "nav": nav,
        "messages": [],
        "demo": True,
        "signed_in": True,
        "client_noun": "client",
        "csrf_token": "demo",
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="demo">'),
        "csp_nonce": "",
        "request": SimpleNamespace(path="/", htmx=False),
        "people": [] if name.endswith("empty") else people(),
        "rows": compliance_rows(500 if name.endswith("huge") else 8),
        "error": SimpleNamespace(decision=decision(met=False)) if name == "refused" else None,
        "fields": [
            SimpleNamespace(name="data", value="Gil did the talking at the desk.", label="What happened"),
            SimpleNamespace(name="minutes", value="45", label="Minutes"),
        ],
        "why": "signed_out", "files": [], "path": "/", "cookie": "form", "is_code": str.isdigit,
        "decision": decision(met=False),
        "fine": decision(met=True),
        "problems": {
            "person": "Choose who this was with.",
            "minutes": "Give a length, or start and stop. A contact needs one to count.",
        } if name == "contact_error" else {},
        "saved_at": datetime(2026, 10, 14, 16, 42, tzinfo=UTC),
        "today": TODAY,
    }  # fmt: skip


def environment() -> jinja2.Environment:
    surroundings = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FRONT / "templates"), undefined=jinja2.StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    surroundings.globals.update(
        url=url, url_if=url, static=lambda path: f"static/{path}", day=day, clock_time=clock_time, hours=hours, money=money, charts=charts, program_figures=figures,
        Money=Money, drawn_once=drawn_once,
    )  # fmt: skip
    surroundings.filters.update(days_told=days_told, codes_told=codes_told)
    return surroundings


def render(folder: Path) -> dict[str, Path]:
    """Write every page and its assets into `folder`; the path of each page by name."""
    for room in FRONT.parent.glob("*/static"):  # a page may wear what another room brings
        shutil.copytree(room, folder / "static", dirs_exist_ok=True)
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    (folder / "static" / "django_htmx").mkdir(exist_ok=True)
    (folder / "static" / "django_htmx" / "htmx-2.min.js").write_bytes(htmx.read_bytes())
    surroundings, written = environment(), {}
    for name, template in PAGES.items():
        written[name] = folder / f"{name}.html"
        written[name].write_text(surroundings.get_template(template).render(context_for(name)), encoding="utf-8")
    return written


def shoot(pages: dict[str, Path], folder: Path, only: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    sizes = {"phone": (390, 844), "desk": (1280, 900)}
    with sync_playwright() as player:
        chromium = player.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--allow-file-access-from-files"],
        )
        for theme in ("light", "dark"):
            for size, (width, height) in sizes.items():
                page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
                for name, path in pages.items():
                    if only and name not in only:
                        continue
                    page.goto(path.as_uri())
                    page.screenshot(path=folder / f"{name}-{size}-{theme}.png", full_page=name != "compliance_huge")
                page.close()
        chromium.close()


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    target = Path(words[0]) if words else Path(tempfile.mkdtemp(prefix="cairn-gallery-"))
    target.mkdir(parents=True, exist_ok=True)
    drawn = render(target)
    print(f"{len(drawn)} pages in {target}")
    if "--shots" in sys.argv:
        shoot(drawn, target, words[1:])
