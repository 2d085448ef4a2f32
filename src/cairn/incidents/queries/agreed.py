"""Whether the person agreed in writing to this recipient: asked by the same function as everything else that is sent."""

from __future__ import annotations

from uuid import UUID

from cairn.incidents.domain.kinds import Recipient
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant
from cairn.privacy.domain.consents import RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure, names
from cairn.privacy.queries.consents import get_consent
from cairn.privacy.queries.sending import ask_again

CLASSES = {
    Recipient.FAMILY: RecipientClass.FAMILY,
    Recipient.EMERGENCY_MEDICAL: RecipientClass.PROVIDER,
}  # everybody else is told by name alone
TOLD = frozenset({Share.PROGRESS})  # what happened to somebody is how they are doing


def is_agreed(
    actor: Actor, consent_id: UUID, client_id: UUID | None, recipient: Recipient, recipient_name: str, at: Instant
) -> bool:
    """Whether the chosen consent is this person's and lets this recipient be told. False for a consent of somebody else.

    Raises NotFound for one out of reach, BadInput where it names another recipient, Refused where it does not stand or cover it.
    """
    card = get_consent(actor, consent_id, at)
    if client_id is None or card.client_id != client_id:
        return False
    asked = Disclosure(card.kind, recipient_name, CLASSES.get(recipient, RecipientClass.OTHER), TOLD)
    if not names(card.consent, asked):
        raise BadInput({"recipient_name": _another(card.who)})
    if ask_again(actor, {consent_id: client_id}, asked, at).require(consent_id) != consent_id:
        raise BadInput({"recipient_name": f"Another consent for {card.who} is the one that stands. Choose that one."})
    return True


def _another(who: str) -> str:
    return (
        f"The consent that you chose lets you tell: {who}, and nobody else. Write that name alone, and who took the report "
        "into what you told; or choose the consent that names whom you told; or ask the person for one: they may say no. "
        "A route that needs no consent may be open, too."
    )
