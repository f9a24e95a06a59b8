"""The database itself refuses to change or delete what was written down, except to forget who did it."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION praktijkkring_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.by_id IS NOT NULL AND NEW.by_id IS NULL
       AND (to_jsonb(NEW) - 'by_id') = (to_jsonb(OLD) - 'by_id') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER praktijkkring_audit_is_append_only BEFORE UPDATE OR DELETE ON praktijkkring_auditentry
    FOR EACH ROW EXECUTE FUNCTION praktijkkring_audit_is_append_only();
"""

UNDO = """
DROP TRIGGER praktijkkring_audit_is_append_only ON praktijkkring_auditentry;
DROP FUNCTION praktijkkring_audit_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("praktijkkring", "0002_mail_in_doubt_and_trail")]

    operations = [migrations.RunSQL(FUNCTION, UNDO)]
