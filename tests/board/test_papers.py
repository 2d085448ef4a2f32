"""Papers: the bytes are believed and the name is not; handed out to be saved, never to be run."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cairn.badges.commands.prints import print_badge
from cairn.board.commands.applications import submit_application
from cairn.board.commands.papers import PIECE, PaperDraft, add_paper, remove_paper
from cairn.board.models import Paper, PaperPart
from cairn.board.queries.papers import list_papers, read_paper
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.badges.badges import issue
from tests.board.packets import send_application, write_application
from tests.browsers import counted, set_clock, sign_in
from tests.people import NOW, TODAY, engage
from tests.sent_files import PDF

pytestmark = pytest.mark.django_db


def add(actor, application_id, **changes):
    paper_id = changes.pop("paper_id", None) or new_id()
    draft = PaperDraft(**{"kind": "certificate", "name": "scan.pdf", "data": PDF, **changes})
    with scope_of(actor):
        return add_paper(actor=actor, paper_id=paper_id, application_id=application_id, draft=draft, now=NOW)


def test_a_paper_is_kept_in_pieces_and_comes_back_whole(cast):
    application_id = write_application(cast.ivo)
    data = PDF.replace(b"endobj", b"x" * (2 * PIECE))
    paper_id = add(cast.ivo, application_id, data=data, name="C:\\Users\\ivo\\my \u202escan.pdf")
    with scope_of(cast.ivo):
        assert PaperPart.objects.count() == 3
        paper, found = read_paper(cast.ivo, paper_id, TODAY)
        assert (found, paper.name, paper.file_name) == (data, "my scan.pdf", "certificate.pdf")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "poem"}, "kind"),
        ({"data": b""}, "file"),
        ({"name": "a.pdf.html"}, "file"),
        ({"data": b"x"}, "file"),
        ({"data": PDF.replace(b"/Catalog", b"/JavaScript (x)")}, "file"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, changes, field):
    application_id = write_application(cast.ivo)
    with scope_of(cast.ivo):
        entries = LedgerEntry.objects.count()
    with pytest.raises(BadInput) as error:
        add(cast.ivo, application_id, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.ivo):
        assert (Paper.objects.count(), PaperPart.objects.count(), LedgerEntry.objects.count()) == (0, 0, entries)
        assert entries > 0


def test_a_certificate_printed_here_is_taken_although_its_badge_is_a_file_inside(cast):
    application_id = write_application(cast.ivo)
    badge_id = issue(cast.kay, recipient_person_id=cast.ivo.person_id)
    with scope_of(cast.kay):
        printed = print_badge(actor=cast.kay, badge_id=badge_id, form="certificate", now=NOW).pdf
    assert b"/EmbeddedFile" in printed
    add(cast.ivo, application_id, name="certificate.pdf", data=printed)
    with scope_of(cast.ivo):
        assert [paper.media for paper in list_papers(cast.ivo, application_id, TODAY)] == ["PDF"]
    with pytest.raises(BadInput) as error:
        add(cast.ivo, application_id, name="certificate.pdf", data=printed.replace(b"%%EOF", b"%one%%EOF"))
    assert "holds a program or another file" in error.value.problems["file"], "a changed one is as any other file"


def test_a_replay_is_the_same_paper_and_other_content_a_conflict(cast):
    application_id, paper_id = write_application(cast.ivo), new_id()
    for _ in range(2):
        add(cast.ivo, application_id, paper_id=paper_id)
    with pytest.raises(Conflict):
        add(cast.ivo, application_id, paper_id=paper_id, data=PDF + b"\n")
    with scope_of(cast.ivo):
        assert (Paper.objects.count(), PaperPart.objects.count()) == (1, 1)


def test_who_reaches_a_paper_and_when(cast):
    application_id = write_application(cast.ivo)
    paper_id = add(cast.ivo, application_id)
    with scope_of_installation():
        petra = engage(cast, "petra", Role.CANDIDATE, cast.organization, cast.program)
        foreign = engage(cast, "fern", Role.BOARD_CLERK, cast.other_organization, cast.other_program)
    for actor in (cast.hana, petra, foreign):  # Hana: not before it is sent
        with scope_of(actor), pytest.raises(NotFound):
            read_paper(actor, paper_id, TODAY)
    for actor in (cast.ana, cast.ben, cast.faye, cast.kay, cast.mia, cast.dov, cast.lee, cast.jun, cast.noor):
        with scope_of(actor), pytest.raises(NotPermitted):
            read_paper(actor, paper_id, TODAY)
    with pytest.raises(NotFound):
        add(petra, application_id)
    with scope_of(petra), pytest.raises(NotFound):
        remove_paper(actor=petra, paper_id=paper_id, now=NOW)
    with scope_of(cast.ivo):
        submit_application(actor=cast.ivo, application_id=application_id, signed_name="Ivo Lang", now=NOW)
    with scope_of(cast.hana):
        assert read_paper(cast.hana, paper_id, TODAY)[1] == PDF


def test_a_paper_can_be_taken_back_until_it_is_sent(cast):
    application_id = write_application(cast.ivo)
    paper_id = add(cast.ivo, application_id)
    with scope_of(cast.ivo):
        for _ in range(2):
            remove_paper(actor=cast.ivo, paper_id=paper_id, now=NOW)
        assert list_papers(cast.ivo, application_id, TODAY) == ()
        with pytest.raises(NotFound):
            read_paper(cast.ivo, paper_id, TODAY)
    other = add(cast.ivo, application_id)
    send_application(cast)
    with scope_of(cast.ivo), pytest.raises(Conflict):
        remove_paper(actor=cast.ivo, paper_id=other, now=NOW)
    with pytest.raises(Conflict):
        add(cast.ivo, application_id)


def upload(browser, application_id, name="scan.pdf", data=PDF, **fields):
    sent = {"id": new_id(), "kind": "certificate", "file": SimpleUploadedFile(name, data, "text/html"), **fields}
    return browser.post(f"/board/applications/{application_id}/papers/", sent)


def test_it_is_handed_out_to_be_saved_and_never_run(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id, browser = write_application(cast.ivo), sign_in(cast, "ivo")
    assert upload(browser, application_id).status_code == 302
    with scope_of(cast.ivo):
        paper = Paper.objects.get()
    answer = browser.get(f"/board/papers/{paper.id}/")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with scope_of(cast.ivo):
        assert LedgerEntry.objects.filter(action="board.paper.opened").exists()


@pytest.mark.parametrize(("name", "data"), [("a.pdf.exe", PDF), ("a.pdf", b"<html>"), ("a.pdf", b"")])
def test_the_form_comes_back_with_the_field_named(cast, monkeypatch, name, data):
    set_clock(monkeypatch)
    application_id = write_application(cast.ivo)
    answer = upload(sign_in(cast, "ivo"), application_id, name, data)
    assert answer.status_code == 400
    assert 'id="file-error"' in answer.content.decode()


def test_a_file_over_the_limit_is_dropped_as_it_comes(cast, monkeypatch, settings):
    set_clock(monkeypatch)
    settings.CAIRN_PAPER_BYTES, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20, 2**20
    application_id = write_application(cast.ivo)
    answer = upload(sign_in(cast, "ivo"), application_id, data=PDF + b"\0" * 2**21)
    assert answer.status_code == 400
    assert "at most 1 MB" in answer.content.decode()
    with scope_of(cast.ivo):
        assert not Paper.objects.exists()


def test_the_list_costs_the_same_with_many_papers(cast, monkeypatch):
    set_clock(monkeypatch)
    application_id, browser, costs = write_application(cast.ivo), sign_in(cast, "ivo"), []
    for rows in (2, 20):
        for _ in range(rows):
            add(cast.ivo, application_id)
        with counted() as count:
            assert browser.get(f"/board/applications/{application_id}/papers/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 4
