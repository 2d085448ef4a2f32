"""A taken-back entry or trip and a reopened confirmation stay as they are: the schema itself refuses."""

from django.db import migrations

from cairn.platform.db.append_only import ImmutableWhen


class Migration(migrations.Migration):
    dependencies = [("work", "0002_days_and_trips")]

    operations = [
        ImmutableWhen("WorkEntry", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("Trip", "OLD.taken_back_at IS NOT NULL"),
        ImmutableWhen("DayConfirmation", "OLD.reopened_at IS NOT NULL"),
    ]
