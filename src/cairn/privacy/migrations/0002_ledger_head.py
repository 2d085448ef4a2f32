"""The head of each chain follows its last entry by a trigger, so that no statement of ours can forget it."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER cairn_ledger_head_follows AFTER INSERT ON privacy_ledgerentry BEGIN
  INSERT INTO privacy_ledgerhead (organization_id, n, hash, seal) VALUES (NEW.organization_id, NEW.n, NEW.hash, NEW.seal)
  ON CONFLICT (organization_id) DO UPDATE SET n = excluded.n, hash = excluded.hash, seal = excluded.seal;
END
"""
POSTGRESQL = """
CREATE FUNCTION cairn_ledger_head_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO privacy_ledgerhead (organization_id, n, hash, seal) VALUES (NEW.organization_id, NEW.n, NEW.hash, NEW.seal)
  ON CONFLICT (organization_id) DO UPDATE SET n = excluded.n, hash = excluded.hash, seal = excluded.seal;
  RETURN NEW;
END $$;
CREATE TRIGGER cairn_ledger_head_follows AFTER INSERT ON privacy_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION cairn_ledger_head_follows();
"""


def install(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER cairn_ledger_head_follows")
    else:
        schema_editor.execute("DROP TRIGGER cairn_ledger_head_follows ON privacy_ledgerentry")
        schema_editor.execute("DROP FUNCTION cairn_ledger_head_follows")


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
