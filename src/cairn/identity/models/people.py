"""People who sign in and the hats that they wear. Staff who are served somewhere are two persons of this table: a client's sign-in is
a person of its own, without a name, and is never joined with one that works."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, QuerySet

from cairn.identity.models.organizations import Program
from cairn.kernel.actors import Role
from cairn.platform.db.prepared import prepared
from cairn.platform.ids import new_id
from cairn.platform.models import OrganizationRow, Row, classify


class Person(Row):
    """A human being who signs in. Names live on the engagement: an organization sees only what it knows itself."""

    privacy = classify(none="id created_at")

    created_at = models.DateTimeField()


class AccountManager(BaseUserManager["Account"]):
    """Only finds accounts; accounts are made by the commands of this room."""

    def get(self, *args: Any, **kwargs: Any) -> Account:
        """Every request asks for the account of its session, by its key alone: that read is prepared."""
        if args or list(kwargs) != ["pk"] or not isinstance(kwargs["pk"], UUID):
            return super().get(*args, **kwargs)
        for account in _account(kwargs["pk"]):
            return account
        raise Account.DoesNotExist


class Account(AbstractBaseUser):
    """The means by which a person signs in: an e-mail address, a password and a second factor."""

    privacy = classify(none="id is_active last_login person", personal="email", secret="password")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


@prepared
def _account(account_id: UUID) -> QuerySet[Account]:
    return Account.objects.filter(id=account_id)


class Engagement(OrganizationRow):
    """A person holding one role in one organization between two dates. An offer is an engagement that starts later."""

    privacy = classify(
        none="id organization_id person role program starts_on ends_on ended_at",
        workforce="name title email phone",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagements")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+", null=True)
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)  # ended at once: no access from this moment, whatever the dates say

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "role", "starts_on"], name="engagement_role"),
            models.Index(fields=["person", "starts_on"], name="engagement_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="engagement_dates"
            )
        ]


class Invitation(OrganizationRow):
    """A one-time link by which a person takes up an engagement, or gets back in after losing a second step.

    Only a digest of the link is stored. One made to get back in opens a day later, so that its owner can stop it.
    """

    privacy = classify(
        none="id organization_id engagement opens_at expires_at accepted_at created_at",
        personal="email",
        secret="token_digest",
        workforce="created_by_id",
    )

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)
    opens_at = models.DateTimeField(null=True)  # empty: at once
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
