"""The secret word of a person served: chosen on their own phone, said with each code after that, and counted when it is wrong."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from cairn.identity.domain.invitations import digest_of
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.portal import policy
from cairn.portal.domain.signs import MOST_WRONG, Asked, check_sign, plain_sign, what_is_asked
from cairn.portal.models import AccessCode, OwnSign
from cairn.portal.queries.access import facts_of, get_own_access
from cairn.privacy import ledger
from cairn.privacy.command import command


def hold_word(*, code: str, sign: str, network: str, now: Instant) -> str:
    """What stands between a code and the pages. Gives the word to be kept where one is chosen, and "" where the one that stands was said.

    Raises NotFound (the code does not work), BadInput (at "sign"), Conflict (the word of `Asked`). A wrong word is counted and told to the
    person also when nothing else happens.
    """
    codes = AccessCode.objects.select_related("client")
    row = codes.filter(code_digest=digest_of(code), used_at__isnull=True, expires_at__gt=now).first()
    if row is None:
        raise NotFound
    asked, word = what_is_asked(facts_of(row, network)), plain_sign(sign)
    if asked is Asked.CHOOSE:
        check_sign(word, f"{row.client.name} {row.client.legal_given_name} {row.client.legal_family_name}")
        return word
    if asked is Asked.SAY:
        _say(row, word, now)
        return ""
    _tell(row, {"action": "portal.code.held"}, now)
    raise Conflict(asked.value)


@command(permission=policy.CHOOSE)
def choose_sign(*, actor: Actor, sign: str, name: str, now: Instant) -> None:
    """Another word, from now on, by whoever is in already. `name`: what others call them. Raises NotFound, BadInput."""
    own, word = get_own_access(actor, local_date(now, actor.zone)), plain_sign(sign)
    check_sign(word, name)
    keep_word(actor.organization_id, own.client_id, word, now)
    ledger.record("portal.sign.chosen", client=own.client_id)


def _say(row: AccessCode, word: str, now: Instant) -> None:
    signs = OwnSign.objects.filter(organization_id=row.organization_id, client_id=row.client_id)
    if not word:
        raise BadInput({"sign": "sign.missing"})
    # the try is taken before it is looked at: of many at once, none is free
    if not signs.filter(wrong_tries__lt=MOST_WRONG).update(wrong_tries=F("wrong_tries") + 1):
        raise Conflict(Asked.STOPPED.value)
    if not check_password(word, signs.get().digest):
        _tell(row, {"action": "portal.code.wrong_sign"}, now)
        raise BadInput({"sign": "sign.wrong"})
    signs.update(wrong_tries=0)


def keep_word(organization_id: UUID, client_id: UUID, word: str, now: Instant) -> None:
    """It holds from now on, and nothing was typed wrong yet."""
    kept = {"digest": make_password(word), "chosen_at": now, "wrong_tries": 0}
    OwnSign.objects.update_or_create(organization_id=organization_id, client_id=client_id, defaults=kept)


def _tell(row: AccessCode, act: dict[str, str], now: Instant) -> None:
    with transaction.atomic():
        told = ledger.Gathering(acts=[act], subjects={row.client_id: None})
        ledger.write(told, organization_id=row.organization_id, now=now)
