"""Opening the link of an invitation: choose a password, then a second step, then one is in."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairn.identity.commands.joining import accept_invitation, take_up_invitation
from cairn.identity.queries.invitations import Welcome, find_welcome
from cairn.kernel.errors import BadInput, NotFound
from cairn.platform import clock

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """One link, one use. Unknown, used, withdrawn and run-out links get the same page."""
    welcome = find_welcome(token, clock.now())
    if welcome is None:
        return _does_not_work(request)
    if welcome.opens_at is not None:
        return render(request, "identity/join_later.html", {"welcome": welcome})
    if request.method != "POST":
        return _ask(request, welcome, {})
    try:
        if request.user.is_authenticated and not welcome.recovers:
            engagement_id = take_up_invitation(token=token, account_id=request.user.pk, now=clock.now())
            request.session["engagement_id"] = str(engagement_id)
            return redirect("home")
        return _accept(request, token, welcome)
    except NotFound:
        return _does_not_work(request)
    except BadInput as bad:
        return _ask(request, welcome, bad.problems)


def _accept(request: HttpRequest, token: str, welcome: Welcome) -> HttpResponse:
    name, password = request.POST.get("name", ""), request.POST.get("password1", "")
    if not welcome.recovers and not name.strip():
        raise BadInput({"name": "Give the name that colleagues will see."})
    if password != request.POST.get("password2", ""):
        raise BadInput({"password": "The two passwords are not the same. Type both again."})
    account_id = accept_invitation(token=token, name=name, password=password, now=clock.now())
    request.session.flush()
    account = get_user_model().objects.get(pk=account_id)
    login(request, account, backend=BACKEND)
    record_authentication(request, account, "password")
    request.session["engagement_id"] = str(welcome.engagement_id)
    return redirect("mfa_index")


def _ask(request: HttpRequest, welcome: Welcome, problems: dict[str, str]) -> HttpResponse:
    typed = request.POST.get("name", welcome.name)
    context = {"welcome": welcome, "problems": problems, "typed_name": typed}
    return render(request, "identity/join.html", context, status=400 if problems else 200)


def _does_not_work(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/join_closed.html", status=404)
