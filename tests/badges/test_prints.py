"""The paper: accessible, with the code and the signed badge inside; an edited one is caught, however it was edited."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from cairn.badges.commands.badges import revoke_badge
from cairn.badges.commands.prints import print_badge, print_own_badge
from cairn.badges.domain.numbers import shown
from cairn.badges.domain.uploads import token_in
from cairn.badges.models import Badge
from cairn.kernel.errors import BadInput, BrokenRecord, Conflict, NotFound, NotPermitted
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.badges.badges import issue, stored
from tests.browsers import set_clock
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def badge_id(cast, monkeypatch):
    set_clock(monkeypatch)
    return issue(cast.kay, recipient_person_id=cast.ivo.person_id, expires_on=TODAY)


def paper(cast, badge_id, form="certificate", who="kay") -> bytes:
    actor = cast.actors[who]
    act = print_badge if who in ("kay", "hana") else print_own_badge
    with scope_of(actor):
        return act(actor=actor, badge_id=badge_id, form=form, now=NOW).pdf


def upload(data: bytes) -> str:
    answer = Browser().post("/verify/", {"file": SimpleUploadedFile("sent.pdf", data)})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def resaved(data: bytes, change=lambda pdf: None) -> bytes:
    """The file as another program writes it, with or without a change."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(written)
    return written.getvalue()


@pytest.mark.parametrize("form", ["certificate", "letter"])
def test_the_paper_is_accessible_and_carries_the_signed_badge(cast, badge_id, form):
    data = paper(cast, badge_id, form)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).lower() == "en-us"
        assert pdf.attachments["badge.jwt"].get_file().read_bytes().decode() == stored(badge_id).token
        assert len(pdf.pages) == 1
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
    assert token_in(data) == stored(badge_id).token


def test_the_same_certificate_is_the_same_file_for_issuer_and_holder(cast, badge_id):
    assert paper(cast, badge_id) == paper(cast, badge_id, who="ivo")
    assert len(stored(badge_id).printed.split()) == 1


@pytest.mark.parametrize("form", ["certificate", "letter"])
def test_an_issued_file_is_genuine(cast, badge_id, form):
    assert "This is what was issued" in upload(paper(cast, badge_id, form))


def test_an_edited_file_is_caught_and_the_truth_stands_beside_it(cast, badge_id):
    data = paper(cast, badge_id)

    def other_words(pdf):
        pdf.pages[0].Contents.write(pdf.pages[0].Contents.read_bytes() + b"\n% something else is drawn over it")

    def no_words(pdf):
        pdf.pages[0].Contents.write(b"")

    for wrong in (resaved(data), resaved(data, other_words), resaved(data, no_words), data + b"\n"):
        said = upload(wrong)
        assert "This file was changed after it was issued" in said
        assert "Hours 40" in said


def test_a_file_whose_badge_was_swapped_or_taken_out_is_caught(cast, badge_id):
    data, other = paper(cast, badge_id), stored(issue(cast.kay, recipient_name="Somebody Else"))

    def swapped(pdf):
        pdf.attachments["badge.jwt"] = pikepdf.AttachedFileSpec(pdf, other.token.encode(), filename="badge.jwt")

    def taken_out(pdf):
        del pdf.attachments["badge.jwt"]

    assert "This file was changed" in upload(resaved(data, swapped))
    assert "Somebody Else" in upload(resaved(data, swapped))  # whose badge it really is
    said = upload(resaved(data, taken_out))
    assert "There is no badge in this" in said
    assert "may be a picture, a scan, or a forgery" in said


def test_the_file_of_another_badge_proves_nothing_about_this_one(cast, badge_id):
    other = issue(cast.kay)
    data, token = paper(cast, badge_id), stored(other).token

    def swapped(pdf):
        pdf.attachments["badge.jwt"] = pikepdf.AttachedFileSpec(pdf, token.encode(), filename="badge.jwt")

    with scope_of(cast.kay):  # the digest of the first one's file is no proof for the second
        Badge.objects.filter(id=other).update(printed="0" * 64)
    assert "This file was changed" in upload(resaved(data, swapped))


def test_a_genuine_file_of_a_revoked_badge_says_revoked(cast, badge_id):
    data = paper(cast, badge_id)
    with scope_of(cast.kay):
        revoke_badge(actor=cast.kay, badge_id=badge_id, reason="mistake", now=NOW)
    said = upload(data)
    assert "This is what was issued" in said
    assert "Revoked: do not rely on it" in said
    with pytest.raises(Conflict):
        paper(cast, badge_id)


def test_who_may_print_what(cast, badge_id):
    for who in ("ana", "dov"):
        with pytest.raises(NotFound):
            paper(cast, badge_id, who=who)
    for actor in (cast.faye, cast.jun):
        with pytest.raises(NotPermitted):
            print_badge(actor=actor, badge_id=badge_id, form="letter", now=NOW)
        with pytest.raises(NotPermitted):
            print_own_badge(actor=actor, badge_id=badge_id, form="letter", now=NOW)
    with pytest.raises(BadInput):
        paper(cast, badge_id, form="../certificate")


def test_letters_that_the_fonts_lack_are_said_and_the_badge_holds(cast, badge_id):
    other = issue(cast.kay, recipient_name="王小明")
    with pytest.raises(Conflict, match="public page") as error:
        paper(cast, other)
    assert "王" not in str(error.value)
    assert "王小明" in Browser().get(f"/verify/{shown(stored(other).number)}/").content.decode()


def test_what_was_changed_in_the_database_is_not_printed(cast, badge_id):
    with scope_of(cast.kay):
        Badge.objects.filter(id=badge_id).update(token="eyJ.eyJ.x")
    with pytest.raises(BrokenRecord):
        paper(cast, badge_id)


def test_printing_is_written_down_without_a_name(cast, badge_id):
    paper(cast, badge_id, who="ivo")
    with scope_of(cast.ivo):
        body = LedgerEntry.objects.order_by("n").last().body
    assert "badges.badge.printed" in body
    assert "Ivo" not in body
    assert shown(stored(badge_id).number) not in body
