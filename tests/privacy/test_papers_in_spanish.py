"""A paper in the language of whoever signs: the same elements, other bytes, and which were signed is kept."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError, transaction

from cairn.kernel.errors import Conflict
from cairn.privacy.commands.papers import PaperAnswer, answer_paper, prepare_paper, reword_paper
from cairn.privacy.domain.consents import FORMS, ConsentKind, RecipientClass, Share
from cairn.privacy.domain.guardians import Relation
from cairn.privacy.domain.papers import WORDINGS, PaperWords, Party, Says, State, digest_of, text_of
from cairn.privacy.domain.papers_english import ENGLISH
from cairn.privacy.domain.papers_spanish import SPANISH
from cairn.privacy.domain.wording import PaperLanguage, Titles
from cairn.privacy.models import Consent, ConsentPaper
from cairn.privacy.queries.consents import list_consents
from cairn.privacy.queries.papers import get_paper
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client
from tests.people import NOW, TODAY, at
from tests.privacy.house import ask, mother, question, reply

pytestmark = pytest.mark.django_db
IN_SPANISH = PaperLanguage.SPANISH
MEMBERS = {"kinds": ConsentKind, "recipients": RecipientClass, "shares": Share, "relations": Relation}


@pytest.fixture(autouse=True)
def _legal_name(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(legal_given_name="Gilbert", legal_family_name="Marsh")


def words(kind=ConsentKind.NAMED_PARTY) -> PaperWords:
    return PaperWords(
        "Gilbert", "High Divide", kind, (Party(RecipientClass.FAMILY, "Rosa"),), frozenset({Share.PROGRESS}), "x", TODAY, "",
        ("Gilbert",),
    )  # fmt: skip


@pytest.mark.parametrize("part", MEMBERS)
def test_nothing_is_left_out_in_spanish(part):
    english, spanish = getattr(ENGLISH, part), getattr(SPANISH, part)
    assert set(english) == set(spanish) == set(MEMBERS[part])
    assert all(spanish[one].strip() and spanish[one] != english[one] for one in english)


@pytest.mark.parametrize("kind", ConsentKind)
def test_each_kind_of_paper_has_the_same_parts_in_both_languages(kind):
    english, spanish = (text_of(words(kind), one) for one in (ENGLISH, SPANISH))
    assert len(english.splitlines()) == len(spanish.splitlines())
    for title in Titles.__slots__:
        assert f"{getattr(SPANISH.titles, title)}:" in spanish, title
    assert "42 CFR" in spanish if kind is not ConsentKind.TREATMENT_PAYMENT_OPERATIONS else "tribunal" in spanish
    own_words = set(english.splitlines()) & set(spanish.splitlines()) - {""}
    assert own_words == {"  Gilbert", "  High Divide", "  x"}
    assert bool(SPANISH.by_itself.get(kind)) is bool(ENGLISH.by_itself.get(kind))


def test_the_spanish_says_of_itself_that_nobody_has_read_it_yet():
    assert ENGLISH.is_reviewed
    assert not SPANISH.is_reviewed
    assert set(WORDINGS) == set(PaperLanguage)
    assert {one.form_version for one in WORDINGS.values()} == {"screen-1", "screen-1-es"}
    assert FORMS["screen-1-es"].states == FORMS["screen-1"].states


def test_what_is_signed_in_spanish_is_kept_in_spanish_with_its_version(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        shown = get_paper(cast.ana, draft.id, TODAY, IN_SPANISH)
        assert shown.language is IN_SPANISH
        for part in (
            "Gilbert Marsh, a quien llaman Gil",
            "Rosa Marsh (familia o una amistad)",
            "31 de enero de 2027",
            "42 CFR Parte 2",
        ):
            assert part in shown.text
        assert shown.digest == digest_of(shown.text)
        _, state = reply(cast.ana, draft, digest=shown.digest, language=IN_SPANISH)
        assert state is State.AGREED
        kept = get_paper(cast.ana, draft.id, TODAY)  # asked for in English: what was signed stays
        assert (kept.text, kept.language) == (shown.text, IN_SPANISH)
        assert ConsentPaper.objects.get().language == "es"
        assert Consent.objects.get().form_version == "screen-1-es"
        assert list_consents(cast.ana, cast.gil.id, NOW)[0].doubts == ()
        assert prepare_paper(actor=cast.ana, draft=draft, now=at(17)) == draft.id, (
            "sending the question again changes nothing"
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsentPaper.objects.update(language="en")


@pytest.mark.parametrize(("read", "said"), [(PaperLanguage.ENGLISH, IN_SPANISH), (IN_SPANISH, PaperLanguage.ENGLISH)])
@pytest.mark.parametrize("says", Says)
def test_the_words_of_one_language_are_never_signed_as_those_of_the_other(cast, read, said, says):
    with scope_of(cast.ana):
        draft = ask(cast)
        digest = get_paper(cast.ana, draft.id, TODAY, read).digest
        with pytest.raises(Conflict, match="words changed"):
            reply(cast.ana, draft, says, digest=digest, language=said)
        assert ConsentPaper.objects.get().text == ""


def test_a_no_in_spanish_is_kept_too(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        digest = get_paper(cast.ana, draft.id, TODAY, IN_SPANISH).digest
        assert reply(cast.ana, draft, Says.REFUSES, digest=digest, language=IN_SPANISH)[1] is State.REFUSED
        assert get_paper(cast.ana, draft.id, TODAY).language is IN_SPANISH


def test_changing_the_question_changes_both_languages(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        before = get_paper(cast.ana, draft.id, TODAY, IN_SPANISH)
        reword_paper(actor=cast.ana, draft=question(cast, id=draft.id, purpose="Otra cosa"), now=at(11))
        answer = PaperAnswer(draft.id, draft.id, Says.AGREES, before.digest, language=IN_SPANISH)
        with pytest.raises(Conflict):
            answer_paper(actor=cast.ana, answer=answer, now=NOW)


def test_a_paper_of_before_has_no_language_and_is_english(cast):
    with scope_of(cast.ana):
        draft = ask(cast)
        reply(cast.ana, draft)
    text = ENGLISH.titles.paper
    with scope_of(cast.ana):
        kept = get_paper(cast.ana, draft.id, TODAY, IN_SPANISH)
    assert kept.language is PaperLanguage.ENGLISH
    assert kept.text.startswith(text)


def test_a_guardian_is_named_in_spanish(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(birth_date=TODAY.replace(year=TODAY.year - 15))
    with scope_of(cast.ana):
        mother(cast)
        text = get_paper(cast.ana, ask(cast).id, TODAY, IN_SPANISH).text
    assert not re.search(r"\bparent\b|\bcalled\b|Who signs", text)
