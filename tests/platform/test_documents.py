"""Papers: tagged, titled, in a language, the same twice; what does not fit is said without the data."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from cairn.kernel.errors import BrokenRecord
from cairn.platform import documents
from tests.people import NOW

LETTER = """
#import "/platform/typeset/sheet.typ": *
#show: sheet.with(title: data.title, sender: data.sender)
= #data.title
#data.text
#facts(data.facts)
#signature("Coordinator", name: "Kay", at: "today")
"""
DATA = {
    "title": "A letter",
    "sender": "Ridgeline",
    "text": "Ünïcode & #[code] stay words.",
    "facts": [["Class", "May"]],
}


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A program folder with one room and one letter."""
    look = tmp_path / "platform" / "typeset"
    look.mkdir(parents=True)
    (look / "sheet.typ").write_text((Path(documents.__file__).parent / "typeset" / "sheet.typ").read_text())
    (tmp_path / "letters" / "documents").mkdir(parents=True)
    (tmp_path / "letters" / "documents" / "letter.typ").write_text(LETTER)
    monkeypatch.setattr(documents, "_package", lambda: tmp_path)
    documents._compiler.cache_clear()
    yield tmp_path
    documents._compiler.cache_clear()


def test_a_paper_is_accessible(room):
    with pikepdf.open(io.BytesIO(documents.typeset("letters", "letter", DATA, now=NOW))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang).lower() == "en-us"
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert "A letter" in about["dc:title"]


def test_the_same_data_give_the_same_bytes(room):
    first = documents.typeset("letters", "letter", DATA, now=NOW)
    assert first == documents.typeset("letters", "letter", DATA, now=NOW)
    assert first != documents.typeset("letters", "letter", {**DATA, "text": "Other"}, now=NOW)


def test_what_is_missing_is_named_and_what_was_given_is_not(room):
    with pytest.raises(BrokenRecord, match="does not contain facts") as error:
        documents.typeset("letters", "letter", {"title": "Secret words", "sender": "x", "text": ""}, now=NOW)
    assert "Secret words" not in str(error.value)
    assert error.value.__cause__ is None


def test_a_picture_without_words_for_it_is_refused(room):
    template = room / "letters" / "documents" / "letter.typ"
    template.write_text(LETTER + '#image(bytes(data.svg), format: "svg")')
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    with pytest.raises(BrokenRecord, match="alt"):
        documents.typeset("letters", "letter", {**DATA, "svg": svg}, now=NOW)


@pytest.mark.parametrize("sign", ["\N{GRINNING FACE}", "\u6458", "\u0007"])
def test_a_sign_that_no_font_has_keeps_nobody_from_the_paper(room, sign):
    plain = documents.typeset("letters", "letter", {**DATA, "text": f"Gil {documents.IN_ITS_PLACE} is well."}, now=NOW)
    made = documents.typeset("letters", "letter", {**DATA, "text": f"Gil {sign} is well."}, now=NOW)
    with pikepdf.open(io.BytesIO(made)) as pdf, pikepdf.open(io.BytesIO(plain)) as other:
        assert pdf.pages[0].Contents.read_bytes() == other.pages[0].Contents.read_bytes()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#data.at(data.text)", "does not contain."),
        ("#text(fill: data.text)[x]", "than the template expects."),
        ("#eval(data.text)", "an unknown name."),
        ("#int(data.text)", "could not be typeset."),
    ],
)
def test_no_error_repeats_what_somebody_wrote(room, line, said):
    (room / "letters" / "documents" / "letter.typ").write_text(LETTER + line)
    with pytest.raises(BrokenRecord) as error:
        documents.typeset("letters", "letter", {**DATA, "text": "Gil"}, now=NOW)
    assert "Gil" not in str(error.value)
    assert str(error.value).endswith(said)


def test_more_strange_signs_than_anybody_types_are_an_error_without_them(room):
    strange = "".join(chr(0x4E00 + n) for n in range(documents.MOST_UNPRINTABLE + 5))
    with pytest.raises(BrokenRecord) as error:
        documents.typeset("letters", "letter", {**DATA, "text": strange}, now=NOW)
    assert str(error.value).isascii()


def test_a_document_that_is_not_there_is_said(room):
    with pytest.raises(BrokenRecord, match="no document memo"):
        documents.typeset("letters", "memo", DATA, now=NOW)
