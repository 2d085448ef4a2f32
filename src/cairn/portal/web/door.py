"""Coming in and going out: the code, the passkey, the language, and the quick way out. The pages say nothing about what this is."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth import get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.identity.commands.sign_ins import note_sign_in
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.callers import network_of
from cairn.portal.commands.access import LetIn, choose_appearance, note_try_at_work, use_access_code
from cairn.portal.domain.choices import Language, Tab, language_of
from cairn.portal.domain.codes import plain, shown
from cairn.portal.domain.devices import device_of
from cairn.portal.domain.signs import LONGEST, Asked
from cairn.portal.queries.access import NEUTRAL, find_asked, get_own_access, get_way_out
from cairn.portal.web.at_work import at_work_now, is_at_work
from cairn.portal.web.tries import may_try_here
from cairn.portal.web.visits import IDLE_MINUTES, LANGUAGE, language_here, show, unkept

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HELD = {Asked.SECOND: "code.second", Asked.STOPPED: "code.stopped"}  # what is said where somebody else must vouch


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Sign in with the passkey, or type a code."""
    if getattr(request, "actor", None) is not None and request.actor.role is Role.CLIENT:  # type: ignore[attr-defined]
        return redirect("portal_home")
    asked = request.GET.get("next", "")
    onward = asked if is_ours(request, asked) else reverse("portal_home")
    return show_closed_door(request, "door", "door.title", onward=onward)


@method_decorator(never_cache, name="dispatch")
class OwnPasskey(webauthn.LoginWebAuthnView):
    """The passkey of a person served; the same check as at work, said in their language."""

    def form_invalid(self, form: Any) -> HttpResponse:
        note_sign_in("identity.second_step.failed", account_id=None, now=clock.now())
        return show_closed_door(self.request, "door", "door.title", 400, onward=reverse("portal_home"), unknown=True)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, code: str = "") -> HttpResponse:
    """The code, typed or scanned. Looking at it changes nothing; sending it uses it up."""
    typed = plain(request.POST.get("code", code))
    if request.method != "POST":
        return show_closed_door(request, "code", "code.title", typed=shown(typed) if typed else "", problem="")
    if not may_try_here(request, "code"):
        return show_closed_door(request, "code", "code.title", 429, typed=typed, problem="code.many")
    network = network_of(request)
    asked = find_asked(typed, network, clock.now()) if typed else None
    if asked is None:
        return show_closed_door(request, "code", "code.title", 400, typed=shown(typed), problem="code.wrong")
    if is_at_work(request):
        note_try_at_work(code=typed, who=at_work_now(request), now=clock.now())
        return show_closed_door(request, "code", "code.title", 403, typed=shown(typed), problem="code.at_work")
    if asked in (Asked.CHOOSE, Asked.SAY) and "sign" not in request.POST:
        return _ask_sign(request, typed, asked, "")
    language, sign = language_here(request), request.POST.get("sign", "")[: 4 * LONGEST]
    device = device_of(request.headers.get("User-Agent", ""))
    try:
        let_in = use_access_code(
            code=typed, language=language, now=clock.now(), sign=sign, network=network, device=device
        )
    except NotFound:
        return show_closed_door(request, "code", "code.title", 400, typed=shown(typed), problem="code.wrong")
    except Conflict as error:
        return show_closed_door(request, "code", "code.title", 403, typed=shown(typed), problem=HELD[Asked(str(error))])
    except BadInput as error:
        return _ask_sign(request, typed, asked, error.problems["sign"], 400)
    return _begin(request, let_in, language)


def _ask_sign(request: HttpRequest, typed: str, asked: Asked, problem: str, status: int = 200) -> HttpResponse:
    """The person's own word: chosen the first time, said after that. What was typed wrong is not shown again."""
    back = reverse("portal_join", kwargs={"code": typed})  # where a change of language leads
    more = {"typed": shown(typed), "asked": asked.value, "problem": problem, "here": back}
    return show_closed_door(request, "sign", f"sign.{asked.value}_title", status, **more)


def _begin(request: HttpRequest, let_in: LetIn, language: Language) -> HttpResponse:
    """In, as far as setting up the passkey."""
    request.session.flush()
    account = get_user_model().objects.get(pk=let_in.account_id)
    login(request, account, backend=BACKEND)
    record_authentication(request, account, "code")
    request.session.update(
        {
            "engagement_id": str(let_in.engagement_id),
            "set_up_at": "portal_set_up",
            "idle_minutes": IDLE_MINUTES,
            LANGUAGE: language.value,
        }
    )
    return redirect("portal_set_up")


class SetUpPasskey(webauthn.AddWebAuthnView):
    """The one thing that somebody who used a code can do: make the passkey that opens their pages from now on."""

    def render_to_response(self, context: dict[str, Any], **details: Any) -> HttpResponse:
        return show_closed_door(
            self.request, "set_up", "set_up.title", **{key: context[key] for key in ("form", "js_data")}
        )

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        note_sign_in("identity.second_step.added", account_id=self.request.user.pk, now=clock.now(), kind="webauthn")
        self.request.session.pop("set_up_at", None)
        return redirect("portal_home")


def set_up(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated or request.session.get("set_up_at") != "portal_set_up":
        return redirect("portal_door")
    return SetUpPasskey.as_view()(request)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """One tap on any page, and back to it. Kept with the sign-in; before it, for this browser's visit."""
    language = language_of(request.POST.get("language", ""))
    request.session[LANGUAGE] = language.value
    actor = getattr(request, "actor", None)
    if actor is not None and actor.role is Role.CLIENT:
        now = clock.now()
        try:
            own = get_own_access(actor, local_date(now, actor.zone))
            choose_appearance(actor=actor, language=language, tab=own.tab, now=now)
        except NotFound:
            pass  # the sign-in was ended meanwhile; the page that follows says so
    back = request.POST.get("back", "")
    return redirect(back if is_ours(request, back) else reverse("portal_home"))


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Out at once: signed out, and on a page that anybody may see. A link, so that it works without script."""
    actor, where = getattr(request, "actor", None), NEUTRAL
    if actor is not None and actor.role is Role.CLIENT:
        where = get_way_out(actor, local_date(clock.now(), actor.zone))
    if request.user.is_authenticated and (actor is None or actor.role is Role.CLIENT):
        note_sign_in("identity.account.signed_out", account_id=request.user.pk, now=clock.now())
        language = request.session.get(LANGUAGE, "")
        logout(request)
        request.session[LANGUAGE] = language
    response = unkept(redirect(where))
    response["Referrer-Policy"] = "no-referrer"
    return response


def show_closed_door(
    request: HttpRequest, template: str, title: str, status: int = 200, **context: object
) -> HttpResponse:
    """A page for somebody who is not in yet."""
    more = {"unknown": False, **context}
    return unkept(show(request, template, title, language_here(request), Tab.NOTES, status, **more))


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether an address to go on to is one of this house."""
    hosts = {request.get_host()}
    return bool(address) and url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure())
