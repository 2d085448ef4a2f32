"""Who may see my record: everybody whose work it is, or those whom I name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput
from cairn.platform.forms import sent_ids
from cairn.portal.domain.words.names import role_name
from cairn.portal.web.visits import Visit, own_page
from cairn.support.commands.apart import keep_apart
from cairn.support.domain.apart import Named
from cairn.support.queries.apart import get_apart


@own_page(methods=("GET", "POST"))
def seen_by(visit: Visit) -> HttpResponse:
    """The person says it themselves; what emergencies opened stands above."""
    if visit.request.method != "POST":
        return _form(visit, {}, 200)
    try:
        keep_apart(actor=visit.actor, client_id=visit.client_id, named=_sent(visit), now=visit.now)
    except BadInput as error:
        return _form(visit, {field: visit.told(f"few.wrong.{field}") for field in error.problems}, 400)
    messages.success(visit.request, visit.told("frame.saved"))
    return redirect("portal_looks")


def _sent(visit: Visit) -> Named:
    post = visit.request.POST
    ids = {name: frozenset(sent_ids(visit.request, name)) for name in ("keepers", "out")}
    return Named(post.get("seen_by") == "few", ids["keepers"], ids["out"])


def _form(visit: Visit, problems: dict[str, str], status: int) -> HttpResponse:
    one = get_apart(visit.actor, visit.client_id, visit.on)
    stands = _sent(visit) if visit.request.method == "POST" else Named(one.is_apart, one.keepers, one.out)
    others = [each for each in one.at_work if not each.walks]
    return visit.show(
        "seen_by",
        "few.title",
        status,
        one=one,
        problems=problems,
        chosen="few" if stands.is_apart else "all",
        walking=", ".join(each.name for each in one.at_work if each.walks),
        options=[(str(each.id), each.name, role_name(each.role, visit.language)) for each in others],
        keepers=[str(each) for each in stands.keepers],
        out=[str(each) for each in stands.out],
    )
