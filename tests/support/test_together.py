"""A note written together, and the program's starting questions: on the form, on the note, and who may change them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.kernel.errors import BadInput, Conflict, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.note_templates import write_template
from cairn.support.domain.note_templates import Questions
from cairn.support.models import Note, NoteTemplate
from cairn.support.queries.note_templates import find_questions, list_templates
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
ASKED = Questions("First meeting", "What brings them here?", "", "What is the first small thing?")


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def ask(cast, template_id=None, questions=ASKED, seen=0, actor=None):
    actor = actor or cast.faye
    template_id = template_id or new_form_id(actor.organization_id)
    with scope_of(actor):
        write_template(actor=actor, template_id=template_id, questions=questions, seen=seen, now=NOW)
    return template_id


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def test_what_the_person_adds_is_signed_and_shown_as_theirs(cast, ana):
    form = ana.get(f"/contacts/new/?person={cast.gil.id}")
    sent = {"id": hidden(form, "id"), "person": str(cast.gil.id), "minutes": "30", "data": "We walked."}
    theirs = {"their_words": "I slept well", "with_client": "yes", "act": "sign"}
    page = text(ana.post("/contacts/new/", {**sent, **theirs}, follow=True))
    assert "In Gil’s own words" in page
    assert "I slept well" in page
    assert "Written together. Signed by Ana" in page
    with scope_of_installation():
        note = Note.objects.get()
    assert (note.their_words, note.with_client) == ("I slept well", True)
    assert "I slept well" in text(ana.get(reverse("get_client", kwargs={"client_id": cast.gil.id})))


def test_their_words_alone_are_enough_to_sign(cast, ana):
    sent = {"person": str(cast.gil.id), "minutes": "30", "their_words": "I slept well", "act": "sign"}
    assert "Saved and signed" in text(ana.post("/contacts/new/", sent, follow=True))


def test_a_draft_keeps_them_and_too_long_ones_are_named(cast, ana):
    sent = {"person": str(cast.gil.id), "minutes": "30", "data": "We walked.", "their_words": "Hm", "act": "save"}
    page = ana.post("/contacts/new/", sent, follow=True)
    assert re.search(r">\s*Hm</textarea>", page.content.decode())
    url = page.request["PATH_INFO"]
    version = hidden(page, "version")
    answer = ana.post(
        f"{url}note/", {"version": version, "data": "We walked.", "their_words": "x" * 20001, "act": "save"}
    )
    assert answer.status_code == 400
    other = ana.post(f"{url}note/", {"version": "9", "data": "We walked.", "their_words": "Other", "act": "save"})
    assert other.status_code == 409
    assert "Hm" in text(other)
    assert "Other" in text(other)


def test_questions_stand_beside_the_fields_and_never_in_them(cast, ana):
    template_id = ask(cast)
    page = text(ana.get(f"{reverse('list_note_templates')}?person={cast.gil.id}"))
    assert f"?template={template_id}&amp;person={cast.gil.id}" in page
    form = text(ana.get(f"/contacts/new/?template={template_id}&person={cast.gil.id}"))
    assert "What brings them here?" in form
    assert not re.search(r">\s*What brings them here\?</textarea>", form)
    for nonsense in (new_id(), "nonsense"):
        assert "What brings them here?" not in text(ana.get(f"/contacts/new/?template={nonsense}"))


def test_each_change_is_a_version_and_retired_ones_are_asked_no_more(cast):
    template_id = ask(cast)
    ask(cast, template_id)
    with pytest.raises(Conflict):
        ask(cast, template_id, Questions("Other", "Why?"))
    ask(cast, template_id, Questions("First meeting", "How did they come?"), seen=1)
    with scope_of(cast.ana):
        assert find_questions(cast.ana, template_id, TODAY).data == "How did they come?"
    ask(cast, template_id, Questions("First meeting", "How did they come?", is_retired=True), seen=2)
    with scope_of(cast.ana):
        assert find_questions(cast.ana, template_id, TODAY) is None
        assert [(one.version, one.questions.is_retired) for one in list_templates(cast.ana, TODAY)] == [(3, True)]
    with scope_of_installation():
        assert NoteTemplate.objects.count() == 3


@pytest.mark.parametrize(
    ("questions", "field"),
    [
        (Questions("", "Why?"), "name"),
        (Questions("A"), "data"),
        (Questions("A", plan="x" * 301), "plan"),
        (Questions("x" * 81, "?"), "name"),
    ],
)
def test_questions_that_cannot_be_name_their_field(cast, questions, field):
    with pytest.raises(BadInput) as raised:
        ask(cast, questions=questions)
    assert set(raised.value.problems) == {field}


def test_only_a_manager_changes_them_and_another_house_sees_none(cast):
    ask(cast)
    with pytest.raises(NotPermitted):
        ask(cast, actor=cast.ana)
    with scope_of(cast.dov):
        assert list_templates(cast.dov, TODAY) == ()


def test_a_manager_adds_and_changes_them_on_a_page(cast, ana):
    faye = sign_in(cast, "faye")
    page = faye.get(reverse("list_note_templates")).content.decode()
    url = re.search(r'href="(/contacts/questions/[^"]+/)"', page).group(1)
    assert faye.post(url, {"seen": "0", "name": "", "data": "Why?"}).status_code == 400
    assert faye.post(url, {"seen": "0", "name": "First", "data": "Why?"}).status_code == 302
    assert "Why?" in text(faye.get(url))
    answer = faye.post(url, {"seen": "0", "name": "First", "data": "How?"})
    assert answer.status_code == 409
    assert "Why?" in text(answer)
    assert "How?" in text(answer)
    assert ana.get(url).status_code in (403, 404)
    assert faye.get(reverse("write_note_template", kwargs={"template_id": new_id()})).status_code == 404
