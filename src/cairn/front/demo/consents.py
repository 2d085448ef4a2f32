"""Questions about sharing at High Divide: one that waits for an answer, one that was a no, one that two people may read under."""

from __future__ import annotations

from datetime import date, timedelta

from cairn.front.demo.people import ZONE, House
from cairn.front.demo.rows import Rows, moment
from cairn.kernel.instants import Instant, years_after
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import SCREEN_FORM, ConsentKind, RecipientClass, Share
from cairn.privacy.domain.papers import PaperWords, Party, digest_of, text_of
from cairn.privacy.models import Consent, ConsentPaper, Guardian, PaperSignature
from cairn.support.models import Client

NOON = 12 * 60
FAMILY, EMPLOYER = RecipientClass.FAMILY, RecipientClass.EMPLOYER
MINOR_DAYS, PLACE = 23, "us-mt"  # how soon somebody comes of age
DISCLOSER = "High Divide Recovery"


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    gil, lena = (Client.objects.get(organization_id=house.organization_id, name=name) for name in ("Gil", "Lena"))
    brother = (Party(FAMILY, "My brother Carl"), Party(FAMILY, "My neighbor Jo"))
    _paper(house, rows, gil, brother, frozenset({Share.ATTENDANCE, Share.PROGRESS}), "So that they can drive me", None)
    mill = (Party(EMPLOYER, "The mill"),)
    _paper(house, rows, gil, mill, frozenset({Share.ATTENDANCE}), "They asked how I am doing", "refuses")
    sisters = (Party(FAMILY, "My sister Ruby"), Party(FAMILY, "My friend Lou"))
    _paper(house, rows, lena, sisters, frozenset({Share.PROGRESS}), "So that they worry less", "agrees")
    _minor(house, rows)
    return rows.write()


def _minor(house: House, rows: Rows) -> None:
    """June comes of age in three weeks. Her mother signs until then, and what she signed asks for June's own word from that day."""
    june = Client.objects.get(organization_id=house.organization_id, name="June")
    of_age = rules_on(house.today, PLACE).years("minor.age_of_majority")
    birthday = house.ago(-MINOR_DAYS)
    june.birth_date = years_after(birthday, -of_age)
    june.save(update_fields=["birth_date"])
    Consent.objects.filter(organization_id=house.organization_id, client_id=june.id).update(
        own_word_from=birthday, without_person=False
    )
    at = moment(house.ago(40), NOON)
    rows.add(
        Guardian(
            id=house.seeded.new_id(), organization_id=house.organization_id, client_id=june.id, name="Ellen Whitlock",
            relation="parent", may_sign="sharing", starts_on=june.birth_date, evidence="birth_certificate",
            seen_on=house.ago(40), recorded_at=at, recorded_by_id=house.staff["Ana"].id,
        )
    )  # fmt: skip
    rows.add(
        Consent(
            id=house.seeded.new_id(), organization_id=house.organization_id, client_id=june.id,
            kind=ConsentKind.NAMED_PARTY.value, recipient="The school counselor", recipient_class="other",
            scope="attendance", purpose="So that school knows why she is away", form_version=SCREEN_FORM,
            expires_on=house.today + timedelta(days=150), signed_at=at, signed_zone=ZONE, own_word_from=birthday,
            without_person=True, taken_by_id=house.staff["Ana"].id,
        )
    )  # fmt: skip


def _paper(
    house: House,
    rows: Rows,
    client: Client,
    parties: tuple[Party, ...],
    scope: frozenset[Share],
    purpose: str,
    says: str | None,
) -> None:
    """A paper three weeks old with its answer, or one of yesterday that still waits."""
    on = house.ago(21 if says else 1)
    kind = ConsentKind.EMPLOYER if parties[0].recipient_class is EMPLOYER else ConsentKind.NAMED_PARTY
    until, name = house.today + timedelta(days=150), f"{client.legal_given_name} {client.legal_family_name}"
    person = f"{name}, called {client.name}"
    text = text_of(PaperWords(person, DISCLOSER, kind, parties, scope, purpose, until, "", (person,)))
    paper = rows.add(
        ConsentPaper(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            client_id=client.id,
            kind=kind.value,
            parties=[[party.recipient_class.value, party.name] for party in parties],
            scope=",".join(share.value for share in Share if share in scope),
            purpose=purpose,
            expires_on=until,
            form_version=SCREEN_FORM,
            zone=ZONE,
            prepared_at=moment(on, NOON),
            prepared_by_id=house.staff["Ana"].id,
            state={"agrees": "agreed", "refuses": "refused", None: "open"}[says],
            text=text if says else "",
            digest=digest_of(text) if says else "",
            answered_at=moment(on, NOON + 4) if says else None,
        )
    )
    if says is None:
        return
    _signature(house, rows, paper, person, says, moment(on, NOON + 4))
    if says == "agrees":
        _consents(house, rows, paper, parties, until, moment(on, NOON + 4))


def _signature(house: House, rows: Rows, paper: ConsentPaper, name: str, says: str, at: Instant) -> None:
    rows.add(
        PaperSignature(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            paper=paper,
            signer="client",
            name=name,
            says=says,
            digest=paper.digest,
            way="this_device",
            signed_at=at,
            taken_by_id=house.staff["Ana"].id,
        )
    )


def _consents(
    house: House, rows: Rows, paper: ConsentPaper, parties: tuple[Party, ...], until: date, at: Instant
) -> None:
    for party in parties:
        rows.add(
            Consent(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                client_id=paper.client_id,
                kind=paper.kind,
                recipient=party.name,
                recipient_class=party.recipient_class.value,
                scope=paper.scope,
                purpose=paper.purpose,
                expires_on=until,
                form_version=SCREEN_FORM,
                signed_at=at,
                signed_zone=ZONE,
                taken_by_id=house.staff["Ana"].id,
                paper=paper,
            )
        )
