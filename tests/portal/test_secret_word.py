"""A code alone opens little: the person's own word from the first opening on; before it, not on the network where the code was made."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse

from cairn.identity.models import Engagement
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.portal.commands.access import make_access_code, use_access_code, vouch_for_code
from cairn.portal.domain.choices import Language
from cairn.portal.domain.signs import MOST_WRONG, Asked, CodeFacts, plain_sign, what_is_asked
from cairn.portal.models import Access, AccessCode, OwnSign
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.queries.looks import list_looks
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW, TODAY
from tests.portal.house import WORD, let_in, sign_in

pytestmark = pytest.mark.django_db
OFFICE, PHONE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


def make(cast, who="ana", network=""):
    actor = getattr(cast, who)
    with scope_of(actor):
        return make_access_code(actor=actor, code_id=new_id(), client_id=cast.gil.id, now=NOW, network=network).code


def use(code, sign=WORD, network=""):
    return use_access_code(code=code, language=Language.ENGLISH, now=NOW, sign=sign, network=network)


def vouch(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor):
        vouch_for_code(actor=actor, client_id=cast.gil.id, now=NOW)


def opened():
    with scope_of_installation():
        return Access.objects.count()


def acts(cast):
    with scope_of(cast.faye):
        return [what for one in list_looks(cast.faye, cast.gil.id, TODAY).entries for what in one.what]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (CodeFacts(False, 0, False, False), Asked.CHOOSE),
        (CodeFacts(False, 0, False, True), Asked.SECOND),
        (CodeFacts(False, 0, True, True), Asked.CHOOSE),
        (CodeFacts(True, 0, False, True), Asked.SAY),
        (CodeFacts(True, MOST_WRONG - 1, False, False), Asked.SAY),
        (CodeFacts(True, MOST_WRONG, False, False), Asked.STOPPED),
        (CodeFacts(True, MOST_WRONG, True, True), Asked.CHOOSE),
    ],
)
def test_what_a_code_asks(facts, asked):
    assert what_is_asked(facts) is asked


def test_the_second_code_needs_the_word_that_was_chosen_with_the_first(cast):
    use(make(cast))
    code = make(cast, "faye")
    for wrong, said in (("", "sign.missing"), ("another word", "sign.wrong")):
        with pytest.raises(BadInput) as raised:
            use(code, wrong)
        assert raised.value.problems == {"sign": said}
    assert opened() == 1
    use(code, " river  STONES ")
    assert opened() == 2
    assert acts(cast).count("Typed a wrong secret word with your code; nothing opened") == 1


def test_wrong_words_have_an_end_over_all_codes_and_a_second_person_opens_again(cast):
    use(make(cast))
    for n in range(MOST_WRONG):
        with pytest.raises(BadInput):
            use(make(cast), f"guess {n}")
    for _ in range(2):  # a new code gives no new tries, and the right word is not heard any more
        with pytest.raises(Conflict, match="stopped"):
            use(make(cast))
    code = make(cast)
    with pytest.raises(Conflict, match="You made this code"):
        vouch(cast, "ana")
    vouch(cast, "faye")
    use(code, "another word")
    use(make(cast), "another word")
    assert opened() == 3


def test_the_right_word_forgets_the_wrong_ones(cast):
    use(make(cast))
    for _ in range(2):
        code = make(cast)
        for n in range(MOST_WRONG - 1):
            with pytest.raises(BadInput):
                use(code, f"guess {n}")
        use(code)


@pytest.mark.parametrize(
    ("word", "said"),
    [("", "sign.short"), ("abc", "sign.short"), ("aaaaaa", "sign.short"), ("x" * 41, "sign.short"), ("\u200b \x00", "sign.short"),
     ("GIL", "sign.short"), ("gil gil!", "sign.name"), ("gil2026", "sign.name"), ("I am Gil", "sign.name")],
)  # fmt: skip
def test_a_word_that_anybody_would_guess_is_not_taken_and_the_code_stays_good(cast, word, said):
    code = make(cast)
    with pytest.raises(BadInput) as raised:
        use(code, word)
    assert raised.value.problems == {"sign": said}
    with scope_of_installation():
        assert not OwnSign.objects.exists()
    use(code, "<b>{{ 7*7 }}' OR 1=1 --")
    use(make(cast), "<B>{{ 7*7 }}' or 1=1 --")


def test_a_word_is_compared_without_regard_to_how_a_phone_types_it():
    assert plain_sign(" Piedras  del RI\u0301O ") == plain_sign("piedras del río")


def test_where_it_was_made_a_first_code_opens_nothing_until_somebody_else_vouches(cast):
    code = make(cast, network="n1")
    for _ in range(2):
        with pytest.raises(Conflict, match="second"):
            use(code, network="n1")
    assert opened() == 0
    assert acts(cast).count("Tried to use your code without the second person that it needed; nothing opened") == 2
    for _ in range(2):
        vouch(cast, "faye")
    assert acts(cast).count("Stood beside you and vouched for your code") == 1
    use(code, network="n1")
    assert opened() == 1


def test_elsewhere_a_first_code_opens_and_an_unknown_network_holds_nobody_up(cast):
    use(make(cast, network="n1"), network="n2")
    assert opened() == 1


def test_two_hats_are_one_person_who_vouches_for_no_code_of_their_own(cast):
    with scope_of_installation():
        person = Engagement.objects.get(id=cast.ana.engagement_id).person_id
        Engagement.objects.filter(id=cast.faye.engagement_id).update(person_id=person)
    make(cast)
    from dataclasses import replace

    both = replace(cast.faye, person_id=person)
    with scope_of(both), pytest.raises(Conflict, match="You made this code"):
        vouch_for_code(actor=both, client_id=cast.gil.id, now=NOW)


def test_who_may_not_let_them_in_cannot_vouch(cast):
    make(cast)
    for who in ("cleo", "dov"):
        with pytest.raises(NotFound):
            vouch(cast, who)
    for who in ("ben", "jun", "noor"):
        with pytest.raises(NotPermitted):
            vouch(cast, who)
    with scope_of_installation():
        assert not AccessCode.objects.filter(vouched_at__isnull=False).exists()
        AccessCode.objects.update(expires_at=NOW)
    with pytest.raises(Conflict, match="No code waits"):
        vouch(cast, "faye")


def test_of_two_who_type_it_at_once_the_one_who_comes_too_late_sets_no_word(cast):
    code = make(cast)
    use(code, "first word")
    with pytest.raises(NotFound):
        use(code, "second word")
    use(make(cast), "first word")


def test_nobody_reads_the_word(cast, caplog):
    use(make(cast), "Quillfeather")
    with scope_of_installation():
        row = OwnSign.objects.get()
        assert "quillfeather" not in row.digest.lower()
        assert "uillfeather" not in str(list(LedgerEntry.objects.values()))
    page = sign_in_at_work(cast, "ana").get(reverse("let_client_in", kwargs={"client_id": cast.gil.id}))
    assert "uillfeather" not in page.content.decode()
    wrong = Browser().post("/mine/code/", {"code": make(cast), "sign": "Nightingale"})
    assert (wrong.status_code, "Nightingale" in wrong.content.decode(), "ightingale" in caplog.text) == (
        400,
        False,
        False,
    )


def test_a_private_window_at_the_desk_opens_nothing_and_a_phone_beside_it_does(cast):
    """Ana makes a code at the office and opens it there in another browser: the server holds it, not the browser."""
    address = reverse("let_client_in", kwargs={"client_id": cast.gil.id})
    ana, faye = sign_in_at_work(cast, "ana"), sign_in_at_work(cast, "faye")
    sent = {"id": re.search(r'name="id" value="([^"]+)"', ana.get(address).content.decode())[1]}
    page = ana.post(address, sent, REMOTE_ADDR=OFFICE).content.decode()
    code = re.search(r"<strong>(\w{4}-\w{4})</strong>", page)[1]
    private, phone = Browser(REMOTE_ADDR=OFFICE), Browser(REMOTE_ADDR=PHONE)
    held = private.post("/mine/code/", {"code": code, "sign": WORD})
    assert (held.status_code, "Turn off the Wi-Fi" in held.content.decode()) == (403, True)
    assert opened() == 0
    assert "I stand beside them" not in ana.get(address).content.decode()
    assert "I stand beside them" in faye.get(address).content.decode()
    asked = phone.post("/mine/code/", {"code": code})
    assert (asked.status_code, "Choose a secret word" in asked.content.decode()) == (200, True)
    short = phone.post("/mine/code/", {"code": code, "sign": "abc"}).content.decode()
    assert "4 to 40 letters" in short
    assert 'value="abc"' not in short
    assert phone.post("/mine/code/", {"code": code, "sign": WORD})["Location"] == "/mine/in/set-up/"
    page = ana.post(address, {}, REMOTE_ADDR=OFFICE).content.decode()
    again = re.search(r"<strong>(\w{4}-\w{4})</strong>", page)[1]
    asked = private.post("/mine/code/", {"code": again})
    assert 'type="password"' in asked.content.decode()
    assert private.post("/mine/code/", {"code": again, "sign": "a guess"}).status_code == 400
    assert opened() == 1
    done = faye.post(reverse("vouch_for_code", kwargs={"client_id": cast.gil.id}), follow=True).content.decode()
    assert "You vouched." in done
    own = ana.post(reverse("vouch_for_code", kwargs={"client_id": cast.gil.id}), follow=True).content.decode()
    assert "You made this code" in own


def test_the_person_chooses_another_word_on_their_own_pages(cast):
    let_in(cast, cast.gil, "gil-himself", language="es")
    browser = sign_in(cast, "gil-himself")
    assert "Todavía ninguna" in browser.get("/mine/choices/").content.decode()
    wrong = browser.post("/mine/choices/word/", {"sign": "gil!"})
    assert (wrong.status_code, "Otros conocen tu nombre" in wrong.content.decode()) == (400, True)
    assert browser.post("/mine/choices/word/", {"sign": "Piedras del río"}, follow=True).status_code == 200
    assert "Elegida el" in browser.get("/mine/choices/").content.decode()
    with pytest.raises(BadInput):
        use(make(cast))
    use(make(cast), "piedras del RÍO")


def test_the_pages_of_the_word_are_spanish_too(cast):
    code = make(cast)
    browser = Browser(headers={"Accept-Language": "es"})
    page = browser.post("/mine/code/", {"code": code}).content.decode()
    assert "Elige una palabra secreta" in page
    assert f'value="/join/{code}/"' in page, "a change of language comes back to the code"
