"""The tables of circles: seats, roles, agreements, calls, interest, lists of people, areas and registers."""

import uuid

import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import circles.models.people_list
import praktijkkring.vault.fields


class Migration(migrations.Migration):
    # A database that has all of these already has these tables. See decision 0100.
    replaces = [
        ("circles", "0001_initial"),
        ("circles", "0002_initial"),
        ("circles", "0003_handover_and_call"),
        ("circles", "0004_names_for_people"),
        ("circles", "0005_composing_waiting_and_lists"),
        ("circles", "0007_calls_places_and_wishes"),
        ("circles", "0009_seats_roles_and_drafts"),
        ("circles", "0011_ends_of_circles"),
    ]

    initial = True

    dependencies = [
        ("praktijkkring", "0001_the_beginning"),
    ]

    operations = [
        migrations.CreateModel(
            name="Circle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="short name")),
                ("theme", models.CharField(max_length=300, verbose_name="theme")),
                ("description", models.TextField(blank=True, max_length=3000, verbose_name="description")),
                ("ambition", models.TextField(blank=True, max_length=3000, verbose_name="ambition")),
                ("when", models.CharField(blank=True, max_length=80, verbose_name="when")),
                ("where", models.CharField(blank=True, max_length=80, verbose_name="where")),
                ("hours", models.CharField(blank=True, max_length=80, verbose_name="at what time")),
                ("cost", models.CharField(blank=True, max_length=80, verbose_name="what it costs")),
                ("field", models.CharField(choices=[("ruimte", "Space and living"), ("landelijk", "Countryside, nature and farming"), ("klimaat", "Climate and energy"), ("water", "Water and soil"), ("mobiliteit", "Mobility"), ("economie", "Economy and work"), ("sociaal", "Care and support"), ("jeugd", "Youth and education"), ("veiligheid", "Safety and order"), ("democratie", "Democracy and participation"), ("cultuur", "Culture, sport and heritage"), ("organisatie", "Organisation and finance"), ("anders", "Something else")], default="anders", max_length=12, verbose_name="field")),
                ("region", models.CharField(blank=True, choices=[("", "The whole country"), ("PV20", "Groningen"), ("PV21", "Fryslân"), ("PV22", "Drenthe"), ("PV23", "Overijssel"), ("PV24", "Flevoland"), ("PV25", "Gelderland"), ("PV26", "Utrecht"), ("PV27", "Noord-Holland"), ("PV28", "Zuid-Holland"), ("PV29", "Zeeland"), ("PV30", "Noord-Brabant"), ("PV31", "Limburg")], default="", max_length=4, verbose_name="region")),
                ("form", models.CharField(choices=[("samen", "in person"), ("online", "online"), ("hybride", "some of each")], default="samen", max_length=8, verbose_name="how you meet")),
                ("decides_on", models.DateField(blank=True, null=True, verbose_name="answer to applicants by")),
                ("is_public", models.BooleanField(default=False, verbose_name="anybody may ask to join")),
                ("state", models.CharField(choices=[("proposed", "proposed"), ("forming", "forming"), ("running", "running"), ("resting", "resting"), ("closed", "closed")], default="forming", max_length=10, verbose_name="state")),
                ("founded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="founded")),
                ("started_at", models.DateTimeField(null=True, verbose_name="started")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                ("erased_at", models.DateTimeField(null=True, verbose_name="content erased")),
            ],
            options={
                "verbose_name": "circle",
                "verbose_name_plural": "circles",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default="", editable=False, max_length=200)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("kind", models.CharField(choices=[("municipality", "municipality"), ("province", "province"), ("water_board", "water board"), ("own", "another area")], default="own", max_length=12, verbose_name="kind")),
                ("code", models.CharField(blank=True, max_length=6, verbose_name="code")),
                ("province", models.CharField(blank=True, max_length=4, verbose_name="province")),
                ("also", models.CharField(blank=True, max_length=120, verbose_name="also called")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("successor", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.area", verbose_name="merged into")),
            ],
            options={
                "verbose_name": "area",
                "verbose_name_plural": "areas",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="area_name_once"), models.UniqueConstraint(fields=("key",), name="area_key_once"), models.UniqueConstraint(condition=models.Q(("code", ""), _negated=True), fields=("code",), name="area_code_once")],
            },
        ),
        migrations.CreateModel(
            name="WaitingList",
            fields=[
                ("circle", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="waiting_list", serialize=False, to="circles.circle")),
                ("automatic", models.BooleanField(default=True, verbose_name="offer free seats by itself")),
                ("days", models.PositiveSmallIntegerField(default=5, verbose_name="days to answer")),
                ("size", models.PositiveSmallIntegerField(default=10, verbose_name="seats to keep filled")),
            ],
            options={
                "verbose_name": "waiting list",
                "verbose_name_plural": "waiting lists",
                "constraints": [models.CheckConstraint(condition=models.Q(("size__gte", 1), ("size__lte", 10)), name="waiting_list_fits_the_table"), models.CheckConstraint(condition=models.Q(("days__gte", 1), ("days__lte", 60)), name="waiting_list_days")],
            },
        ),
        migrations.CreateModel(
            name="AgreementDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=10000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="agreement_draft", to="circles.circle")),
            ],
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=10000)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="circles.circle")),
            ],
            options={
                "ordering": ["-version"],
                "constraints": [models.UniqueConstraint(fields=("circle", "version"), name="agreement_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Coordinator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(null=True)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="coordinators", to="circles.circle")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="coordinates", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [models.UniqueConstraint(condition=models.Q(("until__isnull", True)), fields=("circle", "user"), name="coordinator_once_per_person", violation_error_message="This person runs the circle already.")],
            },
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="closed")),
                ("erase_on", models.DateField(verbose_name="content erased on")),
                ("first_told_at", models.DateTimeField(null=True)),
                ("last_told_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="ending", to="circles.circle")),
            ],
            options={
                "verbose_name": "end of a circle",
                "verbose_name_plural": "ends of circles",
                "constraints": [models.CheckConstraint(condition=models.Q(("erased_at__isnull", True), ("last_told_at__isnull", False), _connector="OR"), name="ending_told_before_erased")],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("over", "coordinator, instead of who asks"), ("beside", "coordinator, beside who is one now"), ("money", "treasurer"), ("lead", "facilitator")], default="over", max_length=6)),
                ("to_email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("state", models.CharField(choices=[("open", "open"), ("accepted", "accepted"), ("declined", "declined"), ("withdrawn", "withdrawn")], default="open", max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="circles.circle")),
            ],
            options={
                "constraints": [models.UniqueConstraint(condition=models.Q(("kind", "over"), ("state", "open")), fields=("circle", "by"), name="handover_one_open", violation_error_message="You already asked somebody to take over."), models.UniqueConstraint(condition=models.Q(("state", "open")), fields=("circle", "kind", "to_email"), name="handover_once_per_address", violation_error_message="This person was asked already.")],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("responsibility", models.CharField(blank=True, max_length=160, verbose_name="role at work")),
                ("motivation", praktijkkring.vault.fields.EncryptedTextField(max_length=3000, verbose_name="why you want to join")),
                ("situation", praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=3000, verbose_name="your situation")),
                ("first_question", praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=1000, verbose_name="a first burning question")),
                ("availability", models.JSONField(blank=True, default=list, verbose_name="when you can")),
                ("committed_at", models.DateTimeField()),
                ("state", models.CharField(choices=[("waiting", "waiting"), ("invited", "invited"), ("declined", "declined"), ("withdrawn", "withdrawn")], default="waiting", max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("area", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.area")),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="interests", to="circles.circle")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="interests", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["created_at"],
            },
        ),
        migrations.CreateModel(
            name="CircleMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(choices=[("open", "open"), ("accepted", "accepted"), ("declined", "declined")], default="open", max_length=10)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(null=True)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="moves_from", to="circles.circle")),
                ("to_circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="moves_to", to="circles.circle")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("interest", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="moves", to="circles.interest")),
            ],
            options={
                "verbose_name": "question to move to a second circle",
                "verbose_name_plural": "questions to move to a second circle",
                "ordering": ["asked_at"],
                "constraints": [models.UniqueConstraint(fields=("user", "to_circle"), name="move_asked_once")],
            },
        ),
        migrations.CreateModel(
            name="ApplicantNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", praktijkkring.vault.fields.EncryptedTextField(max_length=1000, verbose_name="note")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="circles.circle")),
                ("interest", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="circles.interest")),
            ],
            options={
                "verbose_name": "note about an applicant",
                "verbose_name_plural": "notes about applicants",
                "ordering": ["made_at"],
            },
        ),
        migrations.CreateModel(
            name="InterestDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("written", praktijkkring.vault.fields.EncryptedTextField(default="{}", verbose_name="answers")),
                ("version", models.PositiveIntegerField(default=1)),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="interest_drafts", to="circles.circle")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="interest_drafts", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("circle", "user"), name="interest_draft_once")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", praktijkkring.vault.fields.EncryptedTextField(max_length=3000, verbose_name="text")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="circles.circle")),
                ("interest", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="letter", to="circles.interest")),
            ],
            options={
                "verbose_name": "letter that says no",
                "verbose_name_plural": "letters that say no",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default="", editable=False, max_length=200)),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("legal_name", models.CharField(blank=True, max_length=160, verbose_name="name on the invoice")),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="street and number, or post box")),
                ("postal_code", models.CharField(blank=True, max_length=10, verbose_name="postal code")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                ("country", models.CharField(default="NL", max_length=2, verbose_name="country")),
                ("kvk", models.CharField(blank=True, max_length=8, verbose_name="KvK number")),
                ("vat", models.CharField(blank=True, max_length=20, verbose_name="VAT number")),
                ("oin", models.CharField(blank=True, max_length=20, verbose_name="OIN")),
                ("peppol", models.CharField(blank=True, max_length=60, verbose_name="Peppol address")),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="their reference")),
                ("invoice_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address for invoices")),
                ("merged_into", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="spellings", to="circles.organisation", verbose_name="merged into")),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="organisation_name_once"), models.UniqueConstraint(fields=("key",), name="organisation_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seat", models.PositiveSmallIntegerField(verbose_name="seat")),
                ("responsibility", models.CharField(blank=True, max_length=160, verbose_name="role at work")),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="joined")),
                ("left_at", models.DateTimeField(null=True, verbose_name="left")),
                ("removed", models.BooleanField(default=False, verbose_name="seat taken away")),
                ("reason", models.CharField(blank=True, choices=[("asked", "they asked for it themselves"), ("absent", "they were often not there"), ("agreement", "the agreement was broken"), ("moved", "they have another job or area"), ("time", "no time for it any more"), ("fit", "this circle does not fit"), ("private", "something personal"), ("replaced", "somebody else of the same area took over"), ("other", "another reason")], max_length=10, verbose_name="reason")),
                ("area", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.area", verbose_name="area")),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="circles.circle", verbose_name="circle")),
                ("succeeds", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="successor", to="circles.membership", verbose_name="took over from")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL, verbose_name="person")),
                ("organisation", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.organisation", verbose_name="organisation")),
            ],
            options={
                "verbose_name": "member",
                "verbose_name_plural": "members",
                "ordering": ["seat"],
                "constraints": [models.CheckConstraint(condition=models.Q(("seat__gte", 1), ("seat__lte", 10)), name="membership_seat_exists", violation_error_message="A circle has ten seats."), models.UniqueConstraint(condition=models.Q(("left_at__isnull", True)), fields=("circle", "seat"), name="membership_one_per_seat", violation_error_message="This seat is taken."), models.UniqueConstraint(condition=models.Q(("left_at__isnull", True)), fields=("circle", "user"), name="membership_once_per_person", violation_error_message="This person already has a seat.")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("responsibility", models.CharField(blank=True, max_length=160, verbose_name="role at work")),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                ("seat", models.PositiveSmallIntegerField(null=True, verbose_name="seat")),
                ("from_waiting_list", models.BooleanField(default=False)),
                ("token_hash", models.BinaryField(max_length=32)),
                ("issue", models.PositiveSmallIntegerField(default=1)),
                ("state", models.CharField(choices=[("open", "open"), ("accepted", "accepted"), ("declined", "declined"), ("withdrawn", "withdrawn"), ("expired", "expired")], default="open", max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("area", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.area")),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="circles.circle")),
                ("interest", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="invitations", to="circles.interest")),
                ("invited_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("replaces", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="circles.membership")),
                ("organisation", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.organisation")),
            ],
            options={
                "ordering": ["created_at", "id"],
                "constraints": [models.UniqueConstraint(models.F("circle"), django.db.models.functions.text.Lower("email"), condition=models.Q(("state", "open")), name="invitation_one_open_per_address", violation_error_message="There is already an open invitation for this address."), models.UniqueConstraint(fields=("token_hash",), name="invitation_token_once")],
            },
        ),
        migrations.AddField(
            model_name="interest",
            name="organisation",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.organisation"),
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField(verbose_name="from")),
                ("last", models.DateField(verbose_name="until and including")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("membership", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="circles.membership")),
            ],
            options={
                "verbose_name": "pause",
                "verbose_name_plural": "pauses",
                "ordering": ["first", "pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("last__gte", models.F("first"))), name="pause_ends_after_it_begins", violation_error_message="The last day lies before the first.")],
            },
        ),
        migrations.CreateModel(
            name="PeopleList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("table", praktijkkring.vault.fields.EncryptedTextField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("expires_at", models.DateTimeField(default=circles.models.people_list.forgotten_at)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="people_lists", to="circles.circle")),
            ],
            options={
                "verbose_name": "list of people",
                "verbose_name_plural": "lists of people",
            },
        ),
        migrations.CreateModel(
            name="PlannedSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seat", models.PositiveSmallIntegerField(verbose_name="seat")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="planned_seats", to="circles.circle")),
                ("interest", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="planned_seat", to="circles.interest")),
            ],
            options={
                "verbose_name": "chair in pencil",
                "verbose_name_plural": "chairs in pencil",
                "ordering": ["seat"],
                "constraints": [models.CheckConstraint(condition=models.Q(("seat__gte", 1), ("seat__lte", 10)), name="planned_seat_exists", violation_error_message="A circle has ten seats."), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable["DEFERRED"], fields=("circle", "seat"), name="planned_one_per_seat", violation_error_message="Somebody is pencilled in on this chair.")],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.CharField(blank=True, max_length=160, verbose_name="function")),
                ("responsibility", models.TextField(blank=True, max_length=600, verbose_name="responsible for")),
                ("ask_me", models.TextField(blank=True, max_length=600, verbose_name="what others can ask me")),
                ("area", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.area")),
                ("organisation", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.organisation")),
                ("user", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="profile", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("adopted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("adopted_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="proposals", to=settings.AUTH_USER_MODEL)),
                ("circle", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="proposal", to="circles.circle")),
            ],
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                ("circles", models.ManyToManyField(blank=True, related_name="registers", to="circles.circle")),
            ],
            options={
                "verbose_name": "professional register",
                "verbose_name_plural": "professional registers",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RegisterLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fewest", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at least")),
                ("most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at most")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("register", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="limits", to="circles.register")),
            ],
            options={
                "verbose_name": "limit of a register",
                "verbose_name_plural": "limits of registers",
                "ordering": ["register", "valid_from"],
                "constraints": [models.CheckConstraint(condition=models.Q(("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"), name="register_limit_ends_after_it_begins", violation_error_message="The last day lies before the first."), models.CheckConstraint(condition=models.Q(models.Q(("fewest__isnull", False), ("most__isnull", True)), models.Q(("fewest__isnull", True), ("most__isnull", False)), models.Q(("fewest__isnull", False), ("most__gte", models.F("fewest")), ("most__isnull", False)), _connector="OR"), name="register_limit_says_something", violation_error_message="Fill in how many people at least, at most or both, the smaller number first.")],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("register", models.CharField(max_length=80, verbose_name="register")),
                ("number", praktijkkring.vault.fields.EncryptedTextField(max_length=40, verbose_name="number")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="registrations", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["register"],
                "constraints": [models.UniqueConstraint(fields=("user", "register"), name="registration_once_per_register")],
            },
        ),
        migrations.CreateModel(
            name="RoleHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(choices=[("money", "treasurer"), ("lead", "facilitator")], max_length=6)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(null=True)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="role_holders", to="circles.circle")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="circle_roles", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["since", "pk"],
                "constraints": [models.UniqueConstraint(condition=models.Q(("until__isnull", True)), fields=("circle", "user", "role"), name="role_once_per_person", violation_error_message="This person has that role already.")],
            },
        ),
        migrations.CreateModel(
            name="SameLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_under", models.BooleanField(default=False, verbose_name="works under")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="same_lines", to="circles.circle")),
                ("one", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("other", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "line of management",
                "verbose_name_plural": "lines of management",
                "ordering": ["pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("one", models.F("other")), _negated=True), name="line_between_two"), models.UniqueConstraint(models.F("circle"), django.db.models.functions.comparison.Least("one", "other"), django.db.models.functions.comparison.Greatest("one", "other"), name="line_once_per_pair")],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="signed as")),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agreement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="circles.agreement")),
                ("membership", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="signatures", to="circles.membership")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agreement", "membership"), name="signature_once")],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("note", praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=300, verbose_name="a few words")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="circles.circle")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="supports", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["created_at"],
                "constraints": [models.UniqueConstraint(fields=("circle", "user"), name="support_once_per_person")],
            },
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("responsibility", models.CharField(blank=True, max_length=160, verbose_name="role at work")),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                ("number", models.PositiveIntegerField(verbose_name="order")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("area", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.area")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="waiting_places", to="circles.circle")),
                ("interest", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="waiting_place", to="circles.interest")),
                ("organisation", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="circles.organisation")),
            ],
            options={
                "verbose_name": "place on a waiting list",
                "verbose_name_plural": "places on waiting lists",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable["DEFERRED"], fields=("circle", "number"), name="waiting_one_per_number"), models.UniqueConstraint(models.F("circle"), django.db.models.functions.text.Lower("email"), condition=models.Q(("email", ""), _negated=True), name="waiting_once_per_address"), models.CheckConstraint(condition=models.Q(models.Q(("email", ""), ("interest__isnull", False)), models.Q(("interest__isnull", True), models.Q(("email", ""), _negated=True)), _connector="OR"), name="waiting_is_somebody")],
            },
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(condition=models.Q(("state", "waiting")), fields=("circle", "user"), name="interest_once_per_person", violation_error_message="You already said that you want to join."),
        ),
    ]
