"""Organizations, their programs and their sites."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, Row, classify


class Organization(Row):
    """Whoever runs programs, trains, certifies or funds. The border of tenancy: its own `organization_id` is its `id`."""

    privacy = classify(none="id name place zone client_noun organization_id created_at")

    ORGANIZATION_COLUMN = "organization_id"

    organization_id = models.UUIDField()  # equal to id, so that both walls treat this table like every other
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=20)  # whose rules apply: "us-mt"
    zone = models.CharField(max_length=40)  # IANA zone of the service dates: "America/Denver"
    client_noun = models.CharField(max_length=20, default="client")
    created_at = models.DateTimeField()


class Program(OrganizationRow):
    """A peer support program. Whether it is a Part 2 program is a legal finding, made by people and stored here."""

    privacy = classify(none="id organization_id name is_part2 payer starts_on monthly_cost_cents")

    name = models.CharField(max_length=120)
    is_part2 = models.BooleanField()
    payer = models.CharField(max_length=40)  # the payer pack that pays for most of it: "us-mt-medicaid"
    starts_on = models.DateField()
    monthly_cost_cents = models.PositiveBigIntegerField()  # all costs of running it, for cost per contact


class Site(OrganizationRow):
    """A place where the program works; `place_of_service` is the payer's two-digit code."""

    privacy = classify(none="id organization_id program name place_of_service")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    place_of_service = models.CharField(max_length=2)
