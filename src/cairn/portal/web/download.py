"""Take it all with me: one file, made at once and never kept. Its name, and every name inside, says nothing about anybody."""

from __future__ import annotations

import io
import json
import zipfile

from django.http import HttpResponse
from django.template.loader import render_to_string

from cairn.intake.domain.questions import QUESTIONS, Kind
from cairn.meetings.domain.appointments import read_day
from cairn.platform import downloads
from cairn.portal.domain.files import as_data
from cairn.portal.domain.words.acts import act_in_words
from cairn.portal.domain.words.names import (
    consent_name,
    kind_name,
    part_name,
    question_name,
    recipient_name,
    role_name,
    share_name,
)
from cairn.portal.domain.words.names_of_coming_in import asked_in, step_name, told_in
from cairn.portal.domain.words.names_of_the_record import (
    asked_name,
    handed_name,
    heard_name,
    need_name,
    offered_name,
    planned_name,
    reason_name,
    wish_name,
)
from cairn.portal.domain.words.standards import standard_in_words
from cairn.portal.domain.words.words_of_data import words_of_data
from cairn.portal.queries.record import Record, take_record
from cairn.portal.web.lookers import looker_told
from cairn.portal.web.visits import Visit, own_page
from cairn.privacy.domain.consents import Share

NAME = "download.zip"
DAYS = frozenset(one.code for step in QUESTIONS.values() for one in step if one.kind is Kind.DAY)
WHEN = (1980, 1, 1, 0, 0, 0)  # the same for every file inside: an archive tells no times


@own_page(methods=("GET", "POST"))
def download(visit: Visit) -> HttpResponse:
    """What will be in it; then the file itself."""
    if visit.request.method != "POST":
        return visit.show("download", "home.download")
    record = take_record(visit.actor, visit.client_id, visit.now)
    return downloads.download(NAME, _zipped(visit, record), "application/zip")


def _zipped(visit: Visit, record: Record) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("read.html", WHEN), _readable(visit, record))
        data = json.dumps(
            {"format": "cairn-own-record-1", "words": words_of_data(record), **as_data(record)},
            ensure_ascii=False,
            indent=1,
        )
        archive.writestr(zipfile.ZipInfo("data.json", WHEN), data)
        signed = [*(one.text for one in record.papers), *(one.text for one in record.fees)]
        for n, words in enumerate(signed, 1):  # as signed, byte for byte: its mark in data.json is taken over them
            archive.writestr(zipfile.ZipInfo(f"papers/{n}.txt", WHEN), words.encode())
    return made.getvalue()


def _readable(visit: Visit, record: Record) -> str:
    """One page that needs nothing else, in the language of the person."""
    language = visit.language
    words = {
        "t": visit.told,
        "lang": language.value,
        "visit": visit,
        "record": record,
        "kind_name": lambda kind: kind_name(kind, language),
        "name_of": {
            "need": lambda code: need_name(code, language),
            "heard": lambda code: heard_name(code, language),
            "reason": lambda code: reason_name(code, language),
            "handed": lambda code: handed_name(code, language),
            "came": lambda code: visit.told("record.came" if code == "came" else "record.did_not_come"),
            "step": lambda code: step_name(code, language),
            "question": lambda code: asked_in(code, language),
            "answer": lambda code, answer: _answered(visit, code, answer),
            "planned": lambda code: planned_name(code, language),
            "wish": lambda one: wish_name(one.facet, one.strength, one.value, language),
            "offered": lambda code: offered_name(code, language),
        },
        "consent_name": lambda kind: consent_name(kind, language),
        "part_name": lambda part: part_name(part, language),
        "question_name": lambda part, code: question_name(part, code, language),
        "asked_name": lambda part, label: asked_name(part, label, language),
        "role_name": lambda role: role_name(role, language),
        "looker": lambda look: looker_told(visit, look),
        "act": lambda action: act_in_words(action, language)[0],
        "who": lambda one: one.recipient or recipient_name(one.recipient_class, language),
        "why": lambda one: standard_in_words(one.purpose, language),
        "end": lambda one: standard_in_words(one.expires_event, language),
        "what": lambda one: [share_name(share, language) for share in Share if share in one.scope],
    }
    return render_to_string("portal/record.html", words)


def _answered(visit: Visit, code: str, answer: str) -> str:
    """An answer of coming in as the person reads it; a day as a day."""
    on = read_day(answer) if code in DAYS else None
    return visit.day(on) if on else told_in(code, answer, visit.language)
