"""The table in which all processes count tries at the door together, and remember codes that were used."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_signin")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
