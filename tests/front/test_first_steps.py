"""A new program is told what to set up, in order; a program at work is told nothing of it and pays nothing for it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cairn.identity.models import Engagement, Program, SupervisionAgreement, SupervisorQualification
from cairn.privacy.scope import scope_of
from cairn.support.models import Relationship
from tests.browsers import set_clock, sign_in
from tests.front.test_homes import text_of, titles
from tests.labor import contact, worked
from tests.people import LONG_AGO, TODAY, at

pytestmark = pytest.mark.django_db

ORDER = [
    "Say what the program is",
    "Let a clinical supervisor in",
    "Let the peer supporters in",
    "Put the supervisor’s license on record",
    "Agree who supervises whom",
    "Put the certificates on record",
    "Take the first person in",
]


@pytest.fixture
def bare(cast, monkeypatch):
    """High Divide on its first day: a program manager, a biller, an owner, and nobody else."""
    set_clock(monkeypatch)
    with scope_of(cast.faye):
        SupervisionAgreement.objects.all().delete()
        SupervisorQualification.objects.all().delete()
        Relationship.objects.all().delete()
        Program.objects.update(monthly_cost_cents=0)
        staff = Engagement.objects.filter(role__in=("peer_supporter", "clinical_supervisor"))
        staff.update(starts_on=LONG_AGO, ends_on=TODAY - timedelta(days=1))
    return cast


def steps_of(page) -> list[tuple[str, str]]:
    badges = re.findall(r'<span class="when"><span class="badge[^>]*>.*?<span>(.*?)</span>', page.content.decode())
    return list(zip(badges, titles(page), strict=True))[: len(ORDER)]


@pytest.mark.parametrize("path", ["/", "/compliance/"])
def test_a_bare_program_is_told_every_step_in_order(bare, path):
    page = sign_in(bare, "faye").get(path)
    assert steps_of(page) == [("Next" if n == 0 else "Then", title) for n, title in enumerate(ORDER)]
    assert "All is in order" not in text_of(page)
    assert "0 of 0" not in text_of(page)
    for address in ("/programs/", "/people-at-work/invite/", "/licenses/", "/agreements/", "/people/new/"):
        assert f'href="{address}"' in page.content.decode()


def test_what_is_done_is_marked_and_the_next_one_is_named(bare):
    with scope_of(bare.faye):
        Program.objects.update(monthly_cost_cents=1_800_000)
        Engagement.objects.filter(id=bare.ben.engagement_id).update(ends_on=None)
    page = sign_in(bare, "faye").get("/")
    assert [word for word, _ in steps_of(page)] == ["Done", "Done", "Next", "Then", "Then", "Then", "Then"]


def test_an_agreement_and_a_day_of_work_end_it(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "faye")
    assert "Set up, in this order" in text_of(browser.get("/"))  # nobody has worked yet
    with scope_of(cast.ana):
        contact(cast, at(9), at(9, 40))
    assert "Set up, in this order" not in text_of(browser.get("/"))
    assert "Set up, in this order" not in text_of(browser.get("/compliance/"))


def test_without_an_agreement_work_alone_does_not_end_it(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        SupervisionAgreement.objects.update(supervisor_signed_at=None)
        worked(cast, TODAY - timedelta(days=1), 60)
    page = sign_in(cast, "faye").get("/")
    assert "It waits for a signature of both." in text_of(page)


def test_the_others_are_told_whom_to_ask(bare):
    assert "No contact to bill yet" in text_of(sign_in(bare, "jun").get("/"))
    assert "No contact in this month" in text_of(sign_in(bare, "jun").get("/claims/"))
    with scope_of(bare.faye):
        Engagement.objects.filter(ends_on__lt=TODAY).update(ends_on=None)
    assert "Nobody is under your supervision yet" in text_of(sign_in(bare, "ben").get("/"))
    assert titles(sign_in(bare, "ana").get("/")) == ["You have no supervisor"]
    assert "Nobody runs the program yet" not in text_of(sign_in(bare, "noor").get("/"))
    with scope_of(bare.noor):
        Engagement.objects.filter(role="program_manager").update(ends_on=TODAY - timedelta(days=1))
    assert titles(sign_in(bare, "noor").get("/"))[0] == "Nobody runs the program yet"
