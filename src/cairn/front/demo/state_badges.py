"""The register of a whole state: one signed badge for each certificate that holds, under the id of the entry that made it hold.

The same claims, signed with the board's own key, as issuing one by one makes; the rows are written in bulk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time

from joserfc import jws
from joserfc.jwk import ECKey

from cairn.badges.commands.signing_keys import signing_key_of
from cairn.badges.domain.badges import USUAL_CRITERIA, BadgeDraft, Kind, name_key
from cairn.badges.domain.credentials import Issuer as PublicIssuer
from cairn.badges.domain.credentials import Made, claims_of
from cairn.badges.domain.numbers import RANDOM_SIGNS, SIGNS, number_of, shown
from cairn.badges.domain.signing import ALGORITHM
from cairn.badges.domain.status_lists import SIZE
from cairn.badges.models import Badge, IssuerKey
from cairn.badges.queries.issuers import kid_of, public, unsealed
from cairn.board.domain.registered import KINDS, printed_facts
from cairn.board.models import BoardCredential, CredentialEvent
from cairn.front.demo.badges import acting
from cairn.front.demo.people import ZONE, House
from cairn.front.demo.seeded import Seeded
from cairn.kernel.instants import from_local
from cairn.platform.packs import place_names
from cairn.privacy.scope import scope_of

BATCH = 2_000
LISTED_PERCENT = 60


def tell(
    house: House,
    seeded: Seeded,
    held: list[tuple[BoardCredential, list[CredentialEvent]]],
    say: Callable[[str], None],
) -> int:
    """A badge for each certificate that is covered today or beyond; the number of badges."""
    hana = acting(house, "Hana")
    with scope_of(hana):
        key = signing_key_of(hana, from_local(house.today, time(6), ZONE))
        press = Press(house, seeded, key)
        rows: list[Badge] = []
        for credential, events in held:
            made = press.badge(credential, events)
            if made is not None:
                rows.append(made)
        for start in range(0, len(rows), BATCH):
            Badge.objects.bulk_create(rows[start : start + BATCH])
            say(f"{min(start + BATCH, len(rows)):,} of {len(rows):,} badges")
        key.issuer.list_taken += len(rows)
        key.issuer.save(update_fields=["list_taken"])
    return len(rows)


class Press:
    """What all badges of one board share."""

    def __init__(self, house: House, seeded: Seeded, key: IssuerKey) -> None:
        self.house, self.seeded, self.key = house, seeded, key
        self.private = ECKey.import_key(json.loads(unsealed(key)))
        self.public_id = key.issuer.public_id
        address = public("get_issuer", issuer_id=self.public_id)
        self.issuer = PublicIssuer(self.public_id, address, "Board desk (demo state)", ZONE)
        self.list = public("get_status_list", issuer_id=self.public_id, number=key.issuer.list_number)
        self.kid = kid_of(self.public_id, key.thumbprint)
        taken = set(Badge.objects.filter(issuer=key.issuer).values_list("status_index", flat=True))
        self.places = [place for place in seeded.sample(range(SIZE), SIZE // 4) if place not in taken]

    def badge(self, credential: BoardCredential, events: list[CredentialEvent]) -> Badge | None:
        """The badge of the newest entry that covers today; None for what ran out before."""
        made = max((one for one in events if one.for_year or one.kind == "issued"), key=lambda one: one.for_year)
        until = date(made.for_year or credential.issued_on.year, 12, 31)
        if until < self.house.today:
            return None
        draft = self._draft(credential, made.on, until)
        number = number_of([self.seeded.between(0, len(SIGNS) - 1) for _ in range(RANDOM_SIGNS)])
        place = self.places.pop()
        page = public("show_badge", number=shown(number))
        token = self._signed(
            draft, Made(page, self.seeded.new_id(), f"{self.seeded.new_id().int:032x}", self.list, place)
        )
        return Badge(
            id=made.id,
            organization_id=self.house.organization_id,
            issuer=self.key.issuer,
            key=self.key,
            number=number,
            name_key=name_key(draft.recipient_name),
            token=token,
            status_list=self.key.issuer.list_number,
            status_index=place,
            issued_at=made.recorded_at,
            issued_by_id=made.recorded_by_id,
            is_listed=self.seeded.chance(LISTED_PERCENT),
            kind=draft.kind,
            recipient_name=draft.recipient_name,
            title=draft.title,
            criteria=draft.criteria,
            facts=json.dumps(draft.facts, ensure_ascii=False),
            issued_on=draft.issued_on,
            expires_on=draft.expires_on,
        )

    def _draft(self, credential: BoardCredential, made_on: date, until: date) -> BadgeDraft:
        return BadgeDraft(
            Kind.LICENSE.value,
            credential.name,
            KINDS[credential.kind],
            printed_facts(
                credential.number, place_names().get(credential.place, credential.place), credential.issued_on
            ),
            made_on,
            until,
            USUAL_CRITERIA[Kind.LICENSE],
        )

    def _signed(self, draft: BadgeDraft, made: Made) -> str:
        """With the key read once: reading it is most of the work of `domain.signing.sign`."""
        header = {"alg": ALGORITHM, "kid": self.kid, "typ": "JWT"}
        payload = json.dumps(claims_of(draft, self.issuer, made), ensure_ascii=False, separators=(",", ":"))
        return jws.serialize_compact(header, payload, self.private, algorithms=[ALGORITHM])
