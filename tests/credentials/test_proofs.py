"""The evidence vault: judged by its bytes, kept behind the walls, handed back as an attachment and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cairn.credentials.commands.proofs import LARGEST, MOST, keep_proof, remove_proof
from cairn.credentials.models import CeProof, ContinuingEducation
from cairn.credentials.queries.proofs import get_course_to_prove, get_proof_file, list_proofs
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.platform.upload_memory import KEPT
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.labor import certify
from tests.people import NOW, TODAY
from tests.sent_files import PDF, PNG

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast) -> ContinuingEducation:
    with scope_of(cast.ana):
        credential = certify(cast, date(2025, 3, 1))
        return taken(cast, credential)


def taken(cast, credential) -> ContinuingEducation:
    return ContinuingEducation.objects.create(
        organization_id=cast.organization.id,
        credential=credential,
        completed_on=date(2026, 5, 1),
        minutes=90,
        category="general",
        title="Motivational listening",
        sponsor="A university",
        recorded_at=NOW,
        recorded_by_id=cast.ana.engagement_id,
    )


def keep(actor, course, data=PDF, **changes):
    with scope_of(actor):
        sent = {"proof_id": new_id(), "course_id": course.id, "name": "My scan.pdf", **changes}
        return keep_proof(actor=actor, data=data, now=NOW, **sent)


def count(cast) -> int:
    with scope_of(cast.ana):
        return CeProof.objects.count()


def test_a_paper_is_kept_as_it_was_sent(cast, course):
    proof_id = keep(cast.ana, course)
    with scope_of(cast.ana):
        assert get_proof_file(cast.ana, proof_id, TODAY).data == PDF
        (row,) = list_proofs(cast.ana, cast.ana.engagement_id, TODAY)[course.id]
        assert (row.name, row.kind.label, row.size) == ("My scan.pdf", "PDF", len(PDF))
        assert get_course_to_prove(cast.ana, course.id, TODAY).keep_until == date(2029, 5, 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (PDF + b"x" * LARGEST, "larger than 5 MB"),
        (b"<html><script>", "not a PDF, PNG or JPEG"),
        (b"GIF89a", "not a PDF, PNG or JPEG"),
        (PDF[:-8], "cut off"),
        (PNG, "does not end as a PNG"),
        (PDF.replace(b"/Catalog", b"/JavaScript (x)"), "holds a program"),
        (PDF.replace(b"endobj", b"<script>x"), "something else inside"),
    ],
)
def test_what_cannot_be_kept_says_what_to_send_and_writes_nothing(cast, course, data, words):
    with pytest.raises(BadInput) as error:
        keep(cast.ana, course, data)
    assert words in error.value.problems["proof"]
    with scope_of(cast.ana):
        assert (CeProof.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_a_replay_changes_nothing_and_the_same_paper_is_kept_once(cast, course):
    proof_id = new_id()
    assert keep(cast.ana, course, proof_id=proof_id) == keep(cast.ana, course, proof_id=proof_id)
    with pytest.raises(Conflict):
        keep(cast.ana, course, PNG, proof_id=proof_id, name="a.png")
    with pytest.raises(BadInput, match="kept for this course already"):
        keep(cast.ana, course)
    assert count(cast) == 1


def test_a_course_has_room_for_few_papers(cast, course):
    for number in range(MOST):
        keep(cast.ana, course, PDF + bytes([number]))
    with pytest.raises(BadInput, match="Remove one first"):
        keep(cast.ana, course, PNG, name="a.png")


def test_who_may_keep_open_and_remove(cast, course):
    proof_id = keep(cast.faye, course)
    for actor in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            keep(actor, course)
        with scope_of(actor):
            for read in (get_proof_file, get_course_to_prove):
                with pytest.raises(NotFound):
                    read(actor, proof_id if read is get_proof_file else course.id, TODAY)
            with pytest.raises(NotFound):
                remove_proof(actor=actor, proof_id=proof_id, now=NOW)
            assert list_proofs(actor, cast.ana.engagement_id, TODAY) == {}
    for actor in (cast.ben, cast.jun, cast.lee):
        with pytest.raises(NotPermitted):
            keep(actor, course)
        with scope_of(actor), pytest.raises(NotPermitted):
            get_proof_file(actor, proof_id, TODAY)
    assert count(cast) == 1


def test_what_was_sent_by_mistake_goes_for_good(cast, course):
    proof_id = keep(cast.ana, course)
    with scope_of(cast.ana):
        remove_proof(actor=cast.ana, proof_id=proof_id, now=NOW)
        assert not CeProof.objects.exists()
        assert [entry.action for entry in LedgerEntry.objects.order_by("n")] == [
            "credentials.proof.kept",
            "credentials.proof.removed",
        ]
        with pytest.raises(NotFound):
            remove_proof(actor=cast.ana, proof_id=proof_id, now=NOW)


def test_the_ledger_holds_no_name_of_a_paper(cast, course):
    keep(cast.ana, course, name="Letter about my treatment.pdf")
    with scope_of(cast.ana):
        assert "treatment" not in LedgerEntry.objects.get().body


def test_the_way_of_a_paper_through_the_browser(cast, course, monkeypatch):
    set_clock(monkeypatch)
    browser, where = sign_in(cast, "ana"), f"/credential/courses/{course.id}/proofs/"
    assert "No paper is kept" in browser.get(where).content.decode()
    file = SimpleUploadedFile("certificate.png", PNG, content_type="text/html")
    sent = {"id": new_form_id(cast.organization.id), "proof": file}
    assert browser.post(where, sent, follow=True).status_code == 200
    with scope_of(cast.ana):
        proof = CeProof.objects.get()
    assert proof.name == "certificate.png"
    answer = browser.get(f"/credential/proofs/{proof.id}/")
    assert answer.content == PNG
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="proof-2026-05-01.png"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "1 paper" in browser.get("/credential/").content.decode()
    assert "gone for good" in browser.get(f"/credential/proofs/{proof.id}/remove/").content.decode()
    assert browser.post(f"/credential/proofs/{proof.id}/remove/").status_code == 302
    assert count(cast) == 0


@pytest.mark.parametrize("sent", [{}, {"proof": SimpleUploadedFile("a.pdf", b"")}])
def test_no_file_and_an_empty_one_say_so(cast, course, monkeypatch, sent):
    set_clock(monkeypatch)
    answer = sign_in(cast, "ana").post(f"/credential/courses/{course.id}/proofs/", sent)
    assert answer.status_code == 400
    assert "none was chosen" in answer.content.decode()


def test_a_huge_file_is_refused_and_never_spooled(cast, course, monkeypatch):
    set_clock(monkeypatch)

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was written to a folder")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    file = SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * (KEPT + 10))
    answer = sign_in(cast, "ana").post(f"/credential/courses/{course.id}/proofs/", {"proof": file})
    assert answer.status_code == 400
    assert "larger than 5 MB" in answer.content.decode()


def test_the_page_costs_the_same_with_many_papers(cast, course, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "ana"), []
    for _ in range(2):
        with scope_of(cast.ana):
            for _ in range(6):
                keep(cast.ana, taken(cast, course.credential))
        with counted() as statements:
            assert browser.get("/credential/").status_code == 200
        costs.append(len(statements))
        assert not any('"credentials_ceproof"."data"' in one for one in statements.statements)
    assert costs[0] == costs[1] <= 4
