"""The public page: every printed fact, how it stands, forged and edited ones named; one statement; nothing about anybody's health."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from cairn.badges.commands.badges import revoke_badge
from cairn.badges.domain.numbers import SIGNS, number_of, shown
from cairn.badges.models import Badge
from cairn.privacy.scope import scope_of
from tests.badges.badges import FACTS, issue, stored
from tests.browsers import counted, set_clock
from tests.people import TODAY

pytestmark = pytest.mark.django_db
UNKNOWN = shown(number_of([3] * 11))


@pytest.fixture(autouse=True)
def at_the_tests_hour(monkeypatch):
    set_clock(monkeypatch)


def page_of(badge_id):
    return f"/verify/{shown(stored(badge_id).number)}/"


def text_of(answer) -> str:
    main = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def upload(data: bytes):
    return Browser().post("/verify/", {"file": SimpleUploadedFile("sent.jwt", data)})


def changed(token: str, old: bytes, new: bytes) -> str:
    head, payload, signature = token.split(".")
    text = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).replace(old, new)
    return f"{head}.{base64.urlsafe_b64encode(text).decode().rstrip('=')}.{signature}"


def test_every_printed_fact_is_shown_without_an_account(cast):
    answer = Browser().get(page_of(issue(cast.kay, expires_on=TODAY)))
    said = text_of(answer)
    for label, value in FACTS:
        assert f"{label} {value}" in said
    for words in ("Valid today", "Ivo Radek", "Peer Support 101", "High Divide", "November 20, 2026"):
        assert words in said
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    for words in ("diagnos", "recovery", "lived", "substance", str(cast.organization.id), "urn:uuid"):
        assert words not in answer.content.decode()


def test_a_look_up_is_one_statement_whether_it_is_there_or_not(cast):
    issued = page_of(issue(cast.kay))
    for _ in range(40):
        issue(cast.kay)
    for page, status in ((issued, 200), (f"/verify/{UNKNOWN}/", 404)):
        with counted() as count:
            assert Browser().get(page).status_code == status
        assert len(count) == 1, count


def test_the_page_of_an_expired_and_of_a_revoked_one(cast):
    old = issue(cast.kay, issued_on=TODAY - timedelta(days=400), expires_on=TODAY - timedelta(days=1))
    assert "Expired" in text_of(Browser().get(page_of(old)))
    with scope_of(cast.kay):
        revoke_badge(actor=cast.kay, badge_id=old, reason="withdrawn", now=stored(old).issued_at)
    said = text_of(Browser().get(page_of(old)))
    assert "Revoked: do not rely on it" in said
    assert "The issuer withdrew it, on November 20, 2026" in said


def test_a_number_is_typed_any_way(cast):
    number = stored(issue(cast.kay)).number
    answer = Browser().post("/verify/", {"number": f" {shown(number).lower().replace('-', ' ')} "})
    assert (answer.status_code, answer["Location"]) == (302, f"/verify/{shown(number)}/")
    assert Browser().get(f"/verify/{number.lower()}/").status_code == 200


@pytest.mark.parametrize("typed", ["", "K7T", "Ivo Radek", UNKNOWN[:-1] + SIGNS[SIGNS.index(UNKNOWN[-1]) - 1]])
def test_a_slip_is_told_and_asks_nothing(cast, typed):
    with counted() as count:
        answer = Browser().post("/verify/", {"number": typed})
    assert (answer.status_code, len(count)) == (400, 0)
    assert 'aria-invalid="true"' in answer.content.decode()


def test_no_page_lists_badges(cast):
    number = shown(stored(issue(cast.kay)).number)
    for page in ("/verify/", "/verify/ivo-radek/", "/verify/?number="):
        assert number not in Browser().get(page).content.decode()


def test_a_genuine_text_is_recognized(cast):
    token = stored(issue(cast.kay)).token
    assert "This is what was issued" in text_of(upload(token.encode()))
    assert "This is what was issued" in text_of(Browser().post("/verify/", {"text": f"\n{token}\n"}))


def test_an_edited_text_is_caught_and_the_truth_stands_beside_it(cast):
    token = stored(issue(cast.kay)).token
    for wrong in (changed(token, b'"40"', b'"80"'), token[:-1] + ("A" if token[-1] != "A" else "Q"), token[:-2]):
        said = text_of(upload(wrong.encode()))
        assert "This badge was changed or forged" in said
        assert "Hours 40" in said


def test_a_badge_of_nobody_is_not_ours(cast):
    token = stored(issue(cast.kay)).token
    number = shown(stored(issue(cast.kay)).number)
    ours = re.search(r"verify/([\w-]+)/", base64.urlsafe_b64decode(token.split(".")[1] + "==").decode())[1]
    assert "This was not issued here" in text_of(upload(changed(token, ours.encode(), UNKNOWN.encode()).encode()))
    swapped = changed(token, ours.encode(), number.encode())  # a genuine badge that says it is another one
    assert "This badge was changed or forged" in text_of(upload(swapped.encode()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"eyJ.eyJ",
        b"%PDF-1.7\nnothing",
        b"%PDF-1.7 stream\nx\x9c\x03\x00endstream",
        b"eyJh.eyJb.c" * 9000,
    ],
)
def test_anything_else_is_answered_in_words(cast, data):
    answer = upload(data)
    assert answer.status_code in (200, 400)
    assert "There is no badge in this" in text_of(answer) or answer.status_code == 400


def test_a_token_of_strange_claims_is_answered_in_words(cast):
    for claims in ({"id": 7}, ["x"], {"id": "///"}, {"id": None}, "x"):
        body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
        answer = upload(f"{head}.{body}.e30".encode())
        assert answer.status_code == 200
        assert "issued here" in text_of(answer) or "no badge" in text_of(answer)


def test_a_file_that_is_too_large_is_not_read(cast):
    answer = upload(b"%PDF-" + b"0" * 5_000_001)
    assert answer.status_code == 400
    assert "larger than 5 MB" in text_of(answer)


def test_what_was_changed_in_the_database_is_said(cast):
    badge_id = issue(cast.kay)
    page = page_of(badge_id)
    with scope_of(cast.kay):
        Badge.objects.filter(id=badge_id).update(recipient_name="Somebody Else")
    answer = Browser().get(page)
    assert answer.status_code == 500
    assert "This record cannot be trusted" in text_of(answer)
    assert "Somebody" not in text_of(answer)


def test_other_methods_are_refused(cast):
    assert Browser().put("/verify/").status_code == 405
    assert Browser().post(f"/verify/{UNKNOWN}/").status_code == 405
