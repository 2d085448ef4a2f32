"""Coming in: a code, once, for minutes, face to face; ending it; and nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from cairn.identity.models import Account, Engagement, Invitation
from cairn.kernel.actors import Role
from cairn.kernel.errors import NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.portal.commands.access import end_access, make_access_code, use_access_code
from cairn.portal.domain.choices import Language
from cairn.portal.domain.codes import SIGNS, plain, shown
from cairn.portal.domain.devices import Device, device_of
from cairn.portal.models import Access, AccessCode
from cairn.portal.queries.access import get_own_access
from cairn.portal.web.at_work import COOKIE
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.queries.looks import list_looks
from tests.browsers import set_clock, steady
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW, TODAY
from tests.portal.house import WORD, let_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()


def make(cast, who="ana", client=None, now=NOW, code_id=None):
    actor = getattr(cast, who)
    with scope_of(actor):
        return make_access_code(actor=actor, code_id=code_id or new_id(), client_id=(client or cast.gil).id, now=now)


def use(code, now=NOW):
    return use_access_code(code=code, language=Language.ENGLISH, now=now, sign=WORD)


def test_a_code_is_short_and_hard_to_mistake():
    assert plain(" abcd-efgh ") == "ABCDEFGH"
    assert shown("ABCDEFGH") == "ABCD-EFGH"
    assert not set("0O1IL") & set(SIGNS)


def test_a_code_opens_one_clients_pages_once(cast):
    handed = make(cast)
    opened = use(handed.code)
    with scope_of_installation():
        access = Access.objects.get(engagement_id=opened.engagement_id)
        engagement = Engagement.objects.get(id=opened.engagement_id)
        account = Account.objects.get(id=opened.account_id)
        assert LedgerEntry.objects.filter(action="portal.sign_in.set_up", subject_id=cast.gil.id).exists()
    assert (access.client_id, engagement.role, engagement.name) == (cast.gil.id, "client", "")
    assert not account.has_usable_password()
    assert "gil" not in account.email
    with pytest.raises(NotFound):
        use(handed.code)


@pytest.mark.parametrize("minutes", [20, 21, 60 * 24])
def test_a_code_that_ran_out_opens_nothing(cast, minutes):
    with pytest.raises(NotFound):
        use(make(cast).code, Instant(NOW + timedelta(minutes=minutes)))


def test_a_newer_code_stops_the_older_and_the_same_send_makes_no_second(cast):
    first, code_id = make(cast), new_id()
    second = make(cast, code_id=code_id)
    assert make(cast, code_id=code_id).code == ""
    with pytest.raises(NotFound):
        use(first.code)
    use(second.code)


def test_a_new_phone_ends_the_old_one(cast):
    old = use(make(cast).code)
    new = use(make(cast).code)
    with scope_of_installation():
        assert [row.engagement_id for row in Access.objects.filter(ended_at__isnull=True)] == [new.engagement_id]
        assert not Account.objects.get(id=old.account_id).is_active
        assert Engagement.objects.get(id=old.engagement_id).ended_at == NOW


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_who_does_not_walk_with_somebody_cannot_let_them_in(cast, who):
    with pytest.raises(NotFound):
        make(cast, who)
    actor = getattr(cast, who)
    with scope_of(actor), pytest.raises(NotFound):
        end_access(actor=actor, client_id=cast.gil.id, now=NOW)


@pytest.mark.parametrize("who", ["ben", "jun", "lee", "hana", "noor"])
def test_others_let_nobody_in(cast, who):
    with pytest.raises(NotPermitted):
        make(cast, who)


def test_ending_it_signs_out_everywhere_at_once(cast):
    gil = let_in(cast, cast.gil, "gil-himself")
    browser = sign_in(cast, "gil-himself")
    assert browser.get("/mine/").status_code == 200
    with scope_of(cast.ana):
        end_access(actor=cast.ana, client_id=cast.gil.id, now=NOW)
    assert browser.get("/mine/")["Location"].startswith("/mine/in/")
    with scope_of(gil), pytest.raises(NotFound):
        get_own_access(gil, TODAY)
    with scope_of(cast.ana):
        end_access(actor=cast.ana, client_id=cast.gil.id, now=NOW)  # again changes nothing
    with scope_of_installation():
        assert LedgerEntry.objects.filter(action="portal.access.ended").count() == 1


def test_a_person_closes_their_own_pages(cast):
    let_in(cast, cast.gil, "gil-himself")
    browser = sign_in(cast, "gil-himself")
    assert "Close my pages" in browser.get("/mine/choices/close/").content.decode()
    assert browser.post("/mine/choices/close/")["Location"] == "/mine/in/"
    with scope_of_installation():
        assert not Access.objects.filter(ended_at__isnull=True).exists()


def test_the_code_is_shown_once_and_used_in_a_browser(cast):
    peer, address = sign_in_at_work(cast, "ana"), reverse("let_client_in", kwargs={"client_id": cast.gil.id})
    sent = {"id": re.search(r'name="id" value="([^"]+)"', peer.get(address).content.decode())[1]}
    page = peer.post(address, sent)
    code = re.search(r"<strong>(\w{4}-\w{4})</strong>", page.content.decode())[1]
    assert page["Cache-Control"] == "no-store, private"
    assert "This code was shown before" in peer.post(address, sent).content.decode()
    theirs = Browser()
    looked_at = theirs.get(f"/join/{code.replace('-', '')}/")
    assert f'value="{code}"' in looked_at.content.decode()
    assert "peer" not in steady(looked_at).lower()
    assert theirs.post("/mine/code/", {"code": code.lower(), "sign": WORD})["Location"] == "/mine/in/set-up/"
    assert "Set up a passkey here" in theirs.get("/mine/in/set-up/").content.decode()
    assert theirs.get("/mine/plan/")["Location"] == "/mine/in/set-up/"  # nothing opens before the passkey is made
    again = Browser().post("/mine/code/", {"code": code})
    assert (again.status_code, b"This code does not work" in again.content) == (400, True)


def test_used_run_out_and_unknown_codes_look_alike_and_trying_has_an_end(cast):
    used = make(cast).code
    use(used)
    browser = Browser()
    answers = {
        re.sub(r'value="[^"]*"', "", browser.post("/mine/code/", {"code": code}).content.decode())
        for code in (used, "ZZZZZZZZ", "'; DROP", "")
    }
    assert len(answers) == 1
    for _ in range(20):
        last = browser.post("/mine/code/", {"code": "ZZZZZZZZ"})
    assert last.status_code == 429


def test_the_sign_in_of_a_person_served_is_never_joined_with_work(cast):
    """A peer supporter who is served elsewhere is two people here: neither account takes up the other's hat."""
    let_in(cast, cast.gil, "gil-himself")
    with scope_of_installation():
        engagement = Engagement.objects.get(id=cast.ivo.engagement_id)
        Account.objects.filter(person_id=engagement.person_id).delete()
        from cairn.identity.domain.invitations import digest_of

        Invitation.objects.create(
            organization_id=cast.organization.id,
            engagement=engagement,
            email="x@example.org",
            token_digest=digest_of("the-link"),
            created_at=NOW,
            expires_at=NOW + timedelta(days=1),
        )
    assert sign_in(cast, "gil-himself").post("/sign-in/join/the-link/").status_code == 404


@pytest.mark.parametrize("address", ["/people-at-work/", "/search/", "/agreements/new/"])
def test_nobody_at_work_finds_a_client_among_those_who_sign_in(cast, address):
    actor = let_in(cast, cast.gil, "gil-himself")
    with scope_of_installation():
        Engagement.objects.filter(id=actor.engagement_id).update(name="Gilbert Quillfeather")
    browser = sign_in_at_work(cast, "faye")
    page = browser.post(address, {"q": "Quillfeather"}) if address == "/search/" else browser.get(address)
    assert page.status_code == 200
    assert "Quillfeather" not in page.content.decode().replace('value="Quillfeather"', "").replace("“Quillfeather”", "")


def test_a_client_role_is_never_offered_in_an_invitation():
    from cairn.identity.domain.invitations import MAY_LET_IN

    assert all(Role.CLIENT not in roles for roles in MAY_LET_IN.values())


def test_the_ledger_never_holds_the_code(cast):
    code = make(cast).code
    use(code)
    with scope_of_installation():
        assert all(code not in row.body for row in LedgerEntry.objects.all())


def test_a_code_that_is_stopped_while_it_is_typed_opens_nothing(cast):
    handed = make(cast)

    def stopped_first(execute, sql, params, many, context):
        if sql.startswith('UPDATE "portal_accesscode"') and not stopped:
            stopped.append(True)
            AccessCode.objects.filter(client_id=cast.gil.id).update(expires_at=NOW)
        return execute(sql, params, many, context)

    stopped: list[bool] = []
    with connection.execute_wrapper(stopped_first), pytest.raises(NotFound):
        use(handed.code)
    assert stopped


PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1"


def looks_of(cast, who="ben"):
    actor = getattr(cast, who)
    with scope_of(actor):
        return [(one.who, what) for one in list_looks(actor, cast.gil.id, TODAY).entries for what in one.what]


def test_a_code_opens_nothing_where_somebody_at_work_is_signed_in(cast):
    code = make(cast).code
    for who in ("ana", "cleo", "faye"):
        answer = sign_in_at_work(cast, who).post("/mine/code/", {"code": code})
        assert (answer.status_code, "opens nothing" in answer.content.decode()) == (403, True)
    with scope_of_installation():
        assert not Access.objects.exists()
    tried = [who for who, what in looks_of(cast) if what.startswith("Tried to use your code")]
    assert sorted(tried) == ["Ana", "Cleo", "Faye"]
    assert (
        Browser(headers={"User-Agent": PHONE}).post("/mine/code/", {"code": code, "sign": WORD})["Location"]
        == "/mine/in/set-up/"
    )


def test_nor_where_somebody_just_was_signed_in(cast):
    code, kept = make(cast).code, Browser()
    kept.cookies = sign_in_mark(cast)
    answer = kept.post("/mine/code/", {"code": code})
    assert answer.status_code == 403
    # nobody is named on a guess
    assert [who for who, what in looks_of(cast) if what.startswith("Tried")] == ["With the code that was given"]
    with scope_of_installation():
        assert not Access.objects.exists()


def sign_in_mark(cast):
    """What a browser keeps of a sign-in at work once the session is gone."""
    browser = sign_in_at_work(cast, "ana")
    browser.get(reverse("let_client_in", kwargs={"client_id": cast.gil.id}))
    for name in [name for name in browser.cookies if name != COOKIE]:
        del browser.cookies[name]
    assert list(browser.cookies) == [COOKIE]
    return browser.cookies


def test_a_mark_that_was_made_up_holds_nobody_up_and_the_persons_own_browser_has_none(cast):
    let_in(cast, cast.gil, "gil-himself")
    own = sign_in(cast, "gil-himself")
    own.get("/mine/")
    assert COOKIE not in own.cookies
    browser = Browser()
    browser.cookies[COOKIE] = "01a203c2-5b8e-739c-909c-6d4fb1f7e6c4:made:up"
    assert browser.post("/mine/code/", {"code": make(cast).code, "sign": WORD}).status_code == 302


def test_who_applies_for_a_license_is_not_at_work_and_opens_their_own_pages(cast):
    browser = sign_in_at_work(cast, "ivo")
    browser.get("/search/")
    assert COOKIE not in browser.cookies
    assert browser.post("/mine/code/", {"code": make(cast).code, "sign": WORD})["Location"] == "/mine/in/set-up/"
    with scope_of_installation():
        assert Access.objects.filter(client=cast.gil, ended_at__isnull=True).count() == 1


def test_a_wrong_code_at_work_is_answered_like_anywhere(cast):
    answer = sign_in_at_work(cast, "ana").post("/mine/code/", {"code": "ZZZZZZZZ"})
    assert (answer.status_code, "does not work" in answer.content.decode()) == (400, True)


def test_the_person_and_those_who_answer_see_each_opening(cast):
    phone = Browser(headers={"User-Agent": PHONE})
    phone.post("/mine/code/", {"code": make(cast).code, "sign": WORD})
    with scope_of_installation():
        before = Access.objects.get()
        assert before.device == Device.IPHONE
    let_in_again = use(make(cast).code, Instant(NOW + timedelta(minutes=5)))
    with scope_of_installation():
        engagement = Engagement.objects.get(id=let_in_again.engagement_id)
        cast.accounts["gil-again"] = Account.objects.get(id=let_in_again.account_id)
        cast.actors["gil-again"] = replace(
            cast.ana, engagement_id=engagement.id, person_id=engagement.person_id, role=Role.CLIENT
        )
    browser = sign_in(cast, "gil-again")
    home = browser.get("/mine/").content.decode()
    assert "for the first time on" in home
    assert "with an iPhone" in home
    assert "did not say what it is" in home
    assert browser.get("/mine/choices/").content.decode().count("<li>") >= 2
    for who in ("ben", "faye"):
        opened = [by for by, what in looks_of(cast, who) if what == "A code opened your pages"]
        assert opened == ["With the code that was given"] * 2
    for language, told in (
        ("en", ("With the code that you were given", "A code opened these pages")),
        ("es", ("Con el código que te dieron", "Un código abrió estas páginas")),
    ):
        browser.post("/mine/language/", {"language": language, "back": "/mine/"})
        looks = browser.get("/mine/looks/").content.decode()
        assert all(words in looks for words in told)
        assert "The system itself" not in looks
    staff = sign_in_at_work(cast, "ana").get(reverse("let_client_in", kwargs={"client_id": cast.gil.id}))
    assert "Is that what they hold in their hand?" in staff.content.decode()
    assert "no sign-in is set up yet" in staff.content.decode()
    assert "They sign in since" not in staff.content.decode()
    Authenticator.objects.create(
        user_id=let_in_again.account_id, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}}
    )
    staff = sign_in_at_work(cast, "ana").get(reverse("let_client_in", kwargs={"client_id": cast.gil.id}))
    assert "They sign in since" in staff.content.decode()


@pytest.mark.parametrize(
    ("said", "device"),
    [
        (PHONE, Device.IPHONE),
        ("Mozilla/5.0 (Linux; Android 15; K) Mobile Safari/537.36", Device.ANDROID),
        ("Mozilla/5.0 (Linux; Android 15; K) Safari/537.36", Device.TABLET),
        ("Mozilla/5.0 (iPad; CPU OS 18_0)", Device.TABLET),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", Device.COMPUTER),
        ("", Device.UNKNOWN),
    ],
)
def test_a_device_is_told_by_its_kind(said, device):
    assert device_of(said) is device
