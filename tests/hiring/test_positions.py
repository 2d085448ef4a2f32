"""Describing a job from the scope of practice, its papers, and the posting that anybody may read."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta

import docx
import pikepdf
import pytest

from cairn.hiring.commands.positions import close_position, post_position, write_description
from cairn.hiring.domain.descriptions import Choices, Line
from cairn.hiring.models import Description, Position
from cairn.hiring.queries.packs import choices_for
from cairn.hiring.queries.positions import get_position, list_positions, view_of
from cairn.hiring.web import papers
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.money import Money
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.hiring.jobs import DRAFT, posted
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def write(actor, position_id=None, **changes):
    return write_description(actor=actor, position_id=position_id or new_id(), draft=replace(DRAFT, **changes), now=NOW)


def test_every_line_of_the_packs_is_cited_and_in_the_place_of_the_house():
    choices = choices_for("us-mt")
    lines = (*choices.duties, *choices.qualifications, *choices.not_asked, *choices.ethics)
    assert all(isinstance(line, Line) and line.citation.text for line in lines)
    assert len({line.code for line in choices.duties}) == len(choices.duties) >= 25
    elsewhere = choices_for("us-oh")
    assert elsewhere.duties == elsewhere.qualifications == ()
    assert {line.citation.text for line in elsewhere.not_asked} < {line.citation.text for line in choices.not_asked}


def test_a_description_is_written_and_read_in_words(cast):
    with scope_of(cast.faye):
        found = get_position(cast.faye, write(cast.faye), TODAY)
    assert (found.state, found.posted, found.draft.n) == ("not posted", None, 1)
    assert [family.label for family, _ in found.latest.duties] == ["Recovery support", "Professional responsibility"]
    assert found.latest.pay_low == Money(1700)
    assert found.latest.draft == DRAFT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"hours": ""}, "hours"),
        ({"pay_low": None}, "pay_low"),
        ({"pay_low": Money(2100)}, "pay_low"),
        ({"duties": ()}, "duties"),
        ({"duties": ("fly",)}, "duties"),
        ({"qualifications": ("fly",)}, "qualifications"),
        ({"own_duties": ("x" * 201,)}, "own_duties"),
        ({"title": "x" * 121}, "title"),
        ({"setting": "x" * 201}, "setting"),
        ({"overview": "x" * 2001}, "overview"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, changes, field):
    with scope_of(cast.faye):
        with pytest.raises(BadInput) as error:
            write(cast.faye, **changes)
        assert set(error.value.problems) == {field}
        assert not Position.objects.exists()
        assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "duty",
    [
        "Provide individual therapy",
        "Hand out medication in the morning",
        "Diagnose mental illness",
        "Collect urine for tests",
        "Give legal advice",
    ],
)
def test_a_duty_outside_the_scope_is_warned_about_with_its_source_and_kept_only_knowingly(cast, duty):
    with scope_of(cast.faye):
        with pytest.raises(BadInput) as error:
            write(cast.faye, own_duties=("Water the plants", duty))
        said = error.value.problems["own_duties"]
        assert duty in said
        assert "plants" not in said
        assert "ARM 24.219.2301" in said or "Best Practices Guide" in said
        found = get_position(
            cast.faye, write(cast.faye, own_duties=("Water the plants", duty), keeps_warned=True), TODAY
        )
    (plants, no_warning), (kept, warning) = found.latest.own_duties
    assert (plants, no_warning, kept) == ("Water the plants", "", duty)
    assert warning in said


def test_the_same_description_sent_again_changes_nothing(cast):
    with scope_of(cast.faye):
        position_id = write(cast.faye)
        assert write(cast.faye, position_id) == position_id
        assert (Description.objects.count(), LedgerEntry.objects.count()) == (1, 1)


def test_what_is_posted_is_not_changed_but_replaced(cast):
    posting = posted(cast)
    with scope_of(cast.faye):
        write(cast.faye, posting.position_id, title="Peer mentor")
        write(cast.faye, posting.position_id, title="Peer guide")
        found = get_position(cast.faye, posting.position_id, TODAY)
        assert (found.posted.title, found.posted.n) == ("Recovery coach", 1)
        assert (found.draft.title, found.draft.n) == ("Peer guide", 2)
        post_position(actor=cast.faye, position_id=found.id, open_from=TODAY, open_until=None, now=NOW)
        found = get_position(cast.faye, posting.position_id, TODAY)
        assert (found.posted.title, found.draft) == ("Peer guide", None)
        assert [row.title for row in Description.objects.order_by("n")] == ["Recovery coach", "Peer guide"]


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        (None, None, "open_from"),
        (TODAY, TODAY - timedelta(days=1), "open_until"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=2), "open_until"),
    ],
)
def test_a_posting_needs_days_that_make_sense(cast, opens, closes, field):
    with scope_of(cast.faye):
        position_id = write(cast.faye)
        with pytest.raises(BadInput) as error:
            post_position(actor=cast.faye, position_id=position_id, open_from=opens, open_until=closes, now=NOW)
        assert set(error.value.problems) == {field}
        assert Position.objects.get().open_from is None


def test_posting_and_closing_again_change_nothing(cast):
    posting = posted(cast)
    with scope_of(cast.faye):
        before = LedgerEntry.objects.count()
        post_position(actor=cast.faye, position_id=posting.position_id, open_from=TODAY, open_until=None, now=NOW)
        assert LedgerEntry.objects.count() == before
        for _ in range(2):
            close_position(actor=cast.faye, position_id=posting.position_id, now=NOW)
        assert LedgerEntry.objects.count() == before + 1
        assert get_position(cast.faye, posting.position_id, TODAY).state == "closed"
        with pytest.raises(BadInput):
            post_position(actor=cast.faye, position_id=posting.position_id, open_from=TODAY, open_until=None, now=NOW)


def test_nobody_else_runs_the_hiring(cast):
    posting = posted(cast)
    other_manager = replace(cast.faye, organization_id=cast.dov.organization_id, engagement_id=cast.dov.engagement_id)
    acts = (
        lambda who: post_position(
            actor=who, position_id=posting.position_id, open_from=TODAY, open_until=None, now=NOW
        ),
        lambda who: close_position(actor=who, position_id=posting.position_id, now=NOW),
        lambda who: get_position(who, posting.position_id, TODAY),
    )
    for act in acts:
        with scope_of(other_manager), pytest.raises(NotFound):
            act(other_manager)
        for who in (cast.ana, cast.ben, cast.jun, cast.ivo, cast.dov):
            with scope_of(who), pytest.raises(NotPermitted):
                act(who)


def test_nobody_takes_over_a_position_by_its_id(cast):
    posting = posted(cast)
    elsewhere = replace(cast.faye, organization_id=cast.dov.organization_id, engagement_id=cast.dov.engagement_id)
    with scope_of(elsewhere), pytest.raises(Conflict):
        write(elsewhere, posting.position_id, title="Mine")


def test_the_papers_open_with_headings_lists_language_and_title(cast, monkeypatch):
    set_clock(monkeypatch)
    posting, browser = posted(cast), sign_in(cast, "faye")
    where = f"/hiring/{posting.position_id}/description/"
    answer = browser.get(f"{where}docx/")
    assert "Recovery" not in answer["Content-Disposition"]
    paper = docx.Document(io.BytesIO(answer.content))
    assert (paper.core_properties.title, paper.core_properties.language) == ("Recovery coach", "en-US")
    headings = [one.text for one in paper.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:4] == ["Recovery coach", "About the job", "What you will do", "Recovery support"]
    bullets = [one.text for one in paper.paragraphs if one.style.name == "List Bullet"]
    assert "Listen, and be there in the moment" in bullets
    assert "ARM 24.219.2301(2) to (4), as printed in the Best Practices Guide 2022" in bullets
    languages = set(paper.styles.element.xpath("//w:lang/@w:val"))
    assert languages == {"en-US"}
    with pikepdf.open(io.BytesIO(browser.get(f"{where}pdf/").content)) as pdf:
        assert str(pdf.Root.Lang).lower() == "en-us"
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert "Recovery coach" in about["dc:title"]


def test_a_paper_of_a_place_without_lists_leaves_their_headings_out(cast):
    row = Description(
        n=1,
        title="Coach",
        hours="20",
        pay_low_cents=1700,
        pay_high_cents=1700,
        own_duties=[["Sort *all* #[books]", ""]],
    )
    view = view_of(row, Choices())
    assert papers.pdf_of(view, "Somewhere", NOW).startswith(b"%PDF")
    paper = docx.Document(io.BytesIO(papers.docx_of(view, "Somewhere", NOW)))
    headings = [one.text for one in paper.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["Coach", "What you will do", "Also in this job", "Applying"]
    assert "Sort *all* #[books]" in [one.text for one in paper.paragraphs]


def test_the_form_comes_back_as_typed_with_the_warning_and_its_box(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "faye")
    sent = {
        "id": new_id(),
        "title": "Coach",
        "hours": "20",
        "pay_low": "$17",
        "pay_high": "19.50",
        "duties": ["listen", "group"],
        "own_duties": "Write treatment plans",
    }
    answer = browser.post("/hiring/new/", sent)
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "Treatment or therapy" in body
    assert 'name="keeps_warned"' in body
    assert 'value="listen" checked' in body
    ids = re.findall(r'id="([^"]+)"', body)
    assert len(ids) == len(set(ids))  # a label belongs to one box
    answer = browser.post("/hiring/new/", {**sent, "keeps_warned": "yes"})
    assert answer.status_code == 302
    preview = browser.get(answer["Location"]).content.decode()
    assert "Kept with a warning: Write treatment plans" in preview
    assert "$17.00 to $19.50 an hour" in preview


def test_words_that_are_too_long_come_back_whole_and_are_never_cut(cast, monkeypatch):
    set_clock(monkeypatch)
    words = "Walk with people. " * 120
    sent = {"id": new_id(), "title": "Coach", "hours": "20", "pay_low": "17", "pay_high": "19", "duties": ["listen"]}
    answer = sign_in(cast, "faye").post("/hiring/new/", {**sent, "overview": words})
    assert answer.status_code == 400
    assert "Keep this to 2,000 letters" in answer.content.decode()
    assert words.strip() in answer.content.decode()


def test_the_way_in_stands_on_the_managers_home_and_beside_people_at_work_and_nowhere_else(cast, monkeypatch):
    set_clock(monkeypatch)
    for where in ("/", "/people-at-work/"):
        assert 'href="/hiring/"' in sign_in(cast, "faye").get(where).content.decode()
    for who, where in (("ana", "/"), ("noor", "/people-at-work/")):
        assert 'href="/hiring/"' not in sign_in(cast, who).get(where).content.decode()


def test_the_list_costs_the_same_with_many_jobs(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "faye"), []
    for count in (1, 20):
        for _ in range(count):
            posted(cast)
        with counted() as count:
            assert browser.get("/hiring/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 2
    with scope_of(cast.faye):
        assert len(list_positions(cast.faye, TODAY)) == 21
