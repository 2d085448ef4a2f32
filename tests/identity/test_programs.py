"""Programs and sites: the manager sets them up, nobody else does, and a repeated send changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.identity.commands.founding import found_organization
from cairn.identity.commands.programs import add_program, add_site, change_program
from cairn.identity.domain.programs import ProgramDraft, SiteDraft
from cairn.identity.models import Program, Site
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = ProgramDraft("Warmline", is_part2=False, payer="us-mt-medicaid", starts_on=date(2026, 1, 5))


def form(cast, **changes):
    sent = {"id": str(new_form_id(cast.organization.id)), "name": "Warmline", "is_part2": "no"}
    return {**sent, "payer": "us-mt-medicaid", "starts_on": "2026-01-05", "monthly_cost": "$12,400.50", **changes}


def test_a_program_is_added_once_and_changed(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, sent = sign_in(cast, "faye"), form(cast)
    with counted() as asked:
        assert faye.post("/programs/new/", sent).status_code == 302
    assert len(asked) <= 10, asked
    assert faye.post("/programs/new/", sent).status_code == 302
    assert faye.post("/programs/new/", {**sent, "name": "Other"}).status_code == 409
    with scope_of(cast.faye):
        program = Program.objects.get(name="Warmline")
        entries = LedgerEntry.objects.filter(action__startswith="identity.program.").count()
    assert (str(program.id), program.is_part2, program.monthly_cost_cents) == (sent["id"], False, 1_240_050)
    assert entries == 1
    address = f"/programs/{program.id}/"
    assert 'value="12400.5' in faye.get(address).content.decode()
    assert faye.post(address, form(cast, is_part2="yes", monthly_cost="13000")).status_code == 302
    with counted() as asked:
        text = faye.get("/programs/").content.decode()
    assert len(asked) <= 6, asked
    assert "$13,000.00" in text
    with scope_of(cast.faye):
        assert Program.objects.get(id=program.id).is_part2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"is_part2": ""}, "is_part2"),
        ({"payer": "us-nowhere"}, "payer"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"monthly_cost": "a lot"}, "monthly_cost"),
        ({"monthly_cost": "-5"}, "monthly_cost"),
    ],
)
def test_what_cannot_be_taken_names_the_field_and_keeps_what_was_typed(cast, monkeypatch, changes, field):
    set_clock(monkeypatch)
    answer = sign_in(cast, "faye").post("/programs/new/", form(cast, **changes))
    text = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#{field}"' in text
    assert "2026-01-05" in text or field == "starts_on"
    with scope_of(cast.faye):
        assert Program.objects.count() == 1


def test_a_site_is_two_digits_and_belongs_to_a_program(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, address = sign_in(cast, "faye"), f"/programs/{cast.program.id}/site/"
    sent = {"id": str(new_form_id(cast.organization.id)), "name": "North Fork", "place_of_service": "5"}
    assert faye.post(address, sent).status_code == 400
    for _ in range(2):
        assert faye.post(address, {**sent, "place_of_service": "53"}).status_code == 302
    assert "North Fork" in faye.get("/programs/").content.decode()
    with scope_of(cast.faye):
        assert Site.objects.filter(name="North Fork", place_of_service="53").count() == 1


def test_nobody_else_sets_up_programs(cast, monkeypatch):
    set_clock(monkeypatch)
    for name in ("ana", "ben", "jun", "noor", "dov"):
        assert sign_in(cast, name).get("/programs/").status_code == 403, name
        with scope_of(cast.actors[name]), pytest.raises(NotPermitted):
            add_program(actor=cast.actors[name], program_id=new_id(), draft=DRAFT, now=NOW)
    faye = sign_in(cast, "faye")
    theirs, nowhere = (faye.get(f"/programs/{each}/") for each in (cast.other_program.id, new_id()))
    assert theirs.status_code == nowhere.status_code == 404
    site = SiteDraft(cast.other_program.id, "Ours", "11")
    with scope_of(cast.faye):
        for act in (
            lambda: change_program(actor=cast.faye, program_id=cast.other_program.id, draft=DRAFT, now=NOW),
            lambda: add_site(actor=cast.faye, site_id=new_id(), draft=site, now=NOW),
        ):
            with pytest.raises(NotFound):
                act()
        with pytest.raises(Conflict):
            add_program(actor=cast.faye, program_id=cast.other_program.id, draft=DRAFT, now=NOW)


def test_an_installation_begins_with_a_program(db):
    unsaid = ProgramDraft("Peer support", is_part2=None, payer="us-mt-medicaid", starts_on=None)
    named = {"name": "High Divide", "place": "us-mt", "zone": "America/Denver", "administrator": "noor@example.org"}
    with pytest.raises(BadInput):
        found_organization(**named, program=unsaid, now=NOW)
    said = ProgramDraft("Peer support", is_part2=True, payer="us-mt-medicaid", starts_on=None)
    founded = found_organization(**named, program=said, now=NOW)
    with scope_of_installation():
        program = Program.objects.get()
    assert (program.id, program.is_part2, program.starts_on) == (founded.program_id, True, TODAY)
