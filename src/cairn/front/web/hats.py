"""Choosing which hat to wear, and the demo's one-click doors."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cairn.front.pages.demo import doors
from cairn.identity.queries.demo_people import find_demo_person
from cairn.identity.queries.hats import list_hats_now
from cairn.intake.queries.asking import find_open_token
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import read_id
from cairn.platform.pages import public

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public
@require_safe
def choose_hat(request: HttpRequest) -> HttpResponse:
    """The roles that the signed-in person holds today; with only one, straight in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    hats = list_hats_now(request.user.person_id, clock.now())
    onward = _onward(request, request.GET.get("next", ""))
    if len(hats) == 1:
        request.session["engagement_id"] = str(hats[0].engagement_id)
        return redirect(onward)
    return render(request, "hats/choose.html", {"hats": hats, "onward": onward})


@public
@require_POST
def wear_hat(request: HttpRequest) -> HttpResponse:
    """Put on one of one's own hats; anything else changes nothing."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    wanted = read_id(request.POST.get("engagement", ""))
    own = {hat.engagement_id for hat in list_hats_now(request.user.person_id, clock.now())}
    if wanted in own:
        request.session["engagement_id"] = str(wanted)
        return redirect(_onward(request, request.POST.get("next", "")))
    return redirect("choose_hat")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def demo_entry(request: HttpRequest) -> HttpResponse:
    """One click to enter as each role. Exists only in a folder marked as demo; elsewhere there is no such page."""
    if not settings.CAIRN_DEMO:
        raise Http404
    if request.method == "POST":
        account, engagement_id = find_demo_person(read_id(request.POST.get("engagement", "")))
        if account is not None:
            request.session.flush()
            login(request, account, backend=BACKEND)
            request.session["demo_entry"] = True
            request.session["engagement_id"] = str(engagement_id)
            return redirect("home")
    shown = {"organizations": doors(local_date(clock.now(), "UTC")), "asking": find_open_token()}
    return render(request, "hats/demo.html", shown)


def _onward(request: HttpRequest, asked: str) -> str:
    """Where to go afterwards: the page that was asked for, when it is one of ours; else home."""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else "/"
