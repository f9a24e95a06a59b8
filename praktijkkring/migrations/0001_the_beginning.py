"""The tables of the platform: people, the outbox, the trail, what is well. The trail cannot be changed, by the database itself."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

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
    # A database that has all of these already has these tables. See decision 0100.
    replaces = [
        ("praktijkkring", "0001_initial"),
        ("praktijkkring", "0002_mail_in_doubt_and_trail"),
        ("praktijkkring", "0003_trail_is_append_only"),
        ("praktijkkring", "0004_heartbeat"),
        ("praktijkkring", "0005_names_for_people"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("is_superuser", models.BooleanField(default=False, help_text="Designates that this user has all permissions without explicitly assigning them.", verbose_name="superuser status")),
                ("email", models.EmailField(error_messages={"unique": "There is already an account with this e-mail address."}, max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("language", models.CharField(choices=[("nl", "Nederlands"), ("en", "English")], default="nl", max_length=5, verbose_name="language")),
                ("time_zone", models.CharField(default="Europe/Amsterdam", max_length=64, verbose_name="time zone")),
                ("is_coordinator", models.BooleanField(default=False, verbose_name="may found circles")),
                ("is_staff", models.BooleanField(default=False, verbose_name="network administrator")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="joined")),
                ("groups", models.ManyToManyField(blank=True, help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.", related_name="user_set", related_query_name="user", to="auth.group", verbose_name="groups")),
                ("user_permissions", models.ManyToManyField(blank=True, help_text="Specific permissions for this user.", related_name="user_set", related_query_name="user", to="auth.permission", verbose_name="user permissions")),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [models.CheckConstraint(condition=models.Q(("email", django.db.models.functions.text.Lower("email"))), name="user_email_in_lower_case")],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=64, verbose_name="trail of")),
                ("action", models.CharField(max_length=64, verbose_name="deed")),
                ("automatic", models.BooleanField(default=False, verbose_name="done by the product itself")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at what moment")),
                ("facts", models.JSONField(default=dict, verbose_name="names and numbers")),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="done by")),
            ],
            options={
                "verbose_name": "deed",
                "verbose_name_plural": "deeds",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["scope", "-at", "-id"], name="audit_trail")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="key")),
                ("kind", models.CharField(max_length=64, verbose_name="kind of mail")),
                ("to_email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("language", models.CharField(default="nl", max_length=5, verbose_name="language")),
                ("time_zone", models.CharField(default="Europe/Amsterdam", max_length=64, verbose_name="time zone")),
                ("refs", models.JSONField(default=dict, verbose_name="what it is about")),
                ("state", models.CharField(choices=[("queued", "waiting"), ("claimed", "being sent"), ("sent", "sent"), ("dropped", "no longer needed"), ("failed", "refused"), ("unknown", "in doubt")], default="queued", max_length=10, verbose_name="state")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="to be sent from")),
                ("claimed_at", models.DateTimeField(null=True, verbose_name="taken up")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("last_error", models.CharField(blank=True, max_length=200, verbose_name="last error")),
                ("kept", models.BinaryField(null=True)),
                ("to_user", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="person")),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "indexes": [models.Index(condition=models.Q(("state", "queued")), fields=["due_at"], name="message_queued"), models.Index(condition=models.Q(("state", "claimed")), fields=["claimed_at"], name="message_claimed")],
            },
        ),
        migrations.CreateModel(
            name="VaultKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=64, unique=True, verbose_name="key of")),
                ("root", models.CharField(max_length=32, verbose_name="wrapped with")),
                ("wrapped", models.BinaryField(null=True, verbose_name="the wrapped key")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("destroyed_at", models.DateTimeField(null=True, verbose_name="destroyed")),
            ],
            options={
                "verbose_name": "key of the vault",
                "verbose_name_plural": "keys of the vault",
                "constraints": [models.CheckConstraint(condition=models.Q(("wrapped__isnull", False), ("destroyed_at__isnull", False), _connector="XOR"), name="vault_key_present_or_destroyed")],
            },
        ),
        migrations.RunSQL(FUNCTION, UNDO),
    ]
