"""The tables of seasons, meetings, questions, answers and guests."""

import datetime
import django.db.models.deletion
import django.utils.timezone
import praktijkkring.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database that has all of these already has these tables. See decision 0100.
    replaces = [
        ('sessions_app', '0001_initial'),
        ('sessions_app', '0002_feed_and_rules'),
        ('sessions_app', '0003_names_for_people'),
        ('sessions_app', '0004_guests'),
    ]

    initial = True

    dependencies = [
        ('circles', '0002_lists_to_begin_with'),
        ('praktijkkring', '0001_the_beginning'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('question', 'a burning question'), ('ambition', 'an ambition, phrased as a question')], default='question', max_length=10)),
                ('text', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=300, verbose_name='your question in one sentence')),
                ('situation', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=4000, verbose_name='what happens')),
                ('tried', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=4000, verbose_name='what you tried')),
                ('why_me', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=2000, verbose_name='why this is yours')),
                ('touches', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how much it touches you')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.PositiveIntegerField(default=1)),
                ('shared_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('real_text', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=300, verbose_name='the real question')),
                ('outcome', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=4000, verbose_name='what I did with it')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='circles.membership')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='circles.circle')),
            ],
            options={
                'ordering': ['-changed_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('touches__isnull', True), models.Q(('touches__gte', 1), ('touches__lte', 5)), _connector='OR'), name='question_touches_one_to_five')],
            },
        ),
        migrations.CreateModel(
            name='Season',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('running', 'running'), ('closed', 'closed')], default='planned', max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('started_at', models.DateTimeField(null=True, verbose_name='started')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='closed')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seasons', to='circles.circle', verbose_name='circle')),
            ],
            options={
                'verbose_name': 'season',
                'verbose_name_plural': 'seasons',
                'ordering': ['-created_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('circle',), name='season_one_running', violation_error_message='This circle already has a season that is on.')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('scheduled', 'date is set'), ('confirmed', 'confirmed'), ('live', 'going on'), ('done', 'done'), ('cancelled', 'cancelled')], default='planned', max_length=10, verbose_name='state')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('starts', models.TimeField(default=datetime.time(19, 30), verbose_name='starts')),
                ('ends', models.TimeField(default=datetime.time(22, 0), verbose_name='ends')),
                ('zone', models.CharField(default='Europe/Amsterdam', max_length=64, verbose_name='time zone')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link for an online meeting')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, verbose_name='times changed')),
                ('asked_at', models.DateTimeField(editable=False, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('case_bringer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='brings', to='circles.membership', verbose_name='case-bringer')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('facilitator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facilitates', to=settings.AUTH_USER_MODEL, verbose_name='facilitator')),
                ('reserve', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='circles.membership', verbose_name='reserve')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='sessions_app.question', verbose_name='burning question')),
                ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='sessions_app.season', verbose_name='season')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['season', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 8)), name='meeting_number_one_to_eight', violation_error_message='A season has at most eight meetings.'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('season', 'number'), name='meeting_number_once', violation_error_message='This season already has a meeting with this number.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'live', 'done']), _negated=True), models.Q(('case_bringer__isnull', False), ('date__isnull', False), ('question__isnull', False)), _connector='OR'), name='meeting_confirmed_has_one_case', violation_error_message='A confirmed meeting has a date, a case-bringer and a question.'), models.CheckConstraint(condition=models.Q(models.Q(('case_bringer__isnull', True), ('question__isnull', True)), ('case_bringer__isnull', False), _connector='OR'), name='meeting_question_needs_case_bringer'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='meeting_ends_after_it_starts', violation_error_message='A meeting ends after it starts, on the same day.'), models.CheckConstraint(condition=models.Q(('reserve__isnull', True), ('case_bringer__isnull', True), models.Q(('reserve', models.F('case_bringer')), _negated=True), _connector='OR'), name='meeting_reserve_is_somebody_else', violation_error_message='The reserve is somebody else than the case-bringer.'), models.UniqueConstraint(condition=models.Q(('question__isnull', False), models.Q(('state', 'cancelled'), _negated=True)), fields=('question',), name='meeting_question_once', violation_error_message='This question is already central in another meeting.')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('user',), name='calendar_feed_one_per_person')],
            },
        ),
        migrations.CreateModel(
            name='GuestPass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('substitute', 'substitute'), ('expert', 'expert')], max_length=10, verbose_name='as what')),
                ('observes', models.BooleanField(default=False, verbose_name='looks on')),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('state', models.CharField(choices=[('open', 'asked'), ('signed', 'signed'), ('declined', 'said no'), ('withdrawn', 'withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked on')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signed on')),
                ('promise_version', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='version of the promise')),
                ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.membership', verbose_name='instead of')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guest_passes', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_passes', to='sessions_app.meeting', verbose_name='meeting')),
            ],
            options={
                'verbose_name': 'guest pass',
                'verbose_name_plural': 'guest passes',
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'signed'])), fields=('meeting', 'email'), name='guest_once_per_meeting', violation_error_message='This person is already asked for this meeting.'), models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'signed'])), fields=('meeting', 'instead_of'), name='guest_one_substitute_per_member', violation_error_message='Somebody already comes instead of this member.'), models.CheckConstraint(condition=models.Q(models.Q(('instead_of__isnull', False), ('kind', 'substitute')), models.Q(('instead_of__isnull', True), ('kind', 'expert')), _connector='OR'), name='guest_substitute_is_for_a_member'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), models.Q(('signed_at__isnull', False), ('user__isnull', False)), _connector='OR'), name='guest_signed_is_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[('yes', 'I come'), ('maybe', 'I do not know yet'), ('no', 'I do not come')], max_length=5)),
                ('answered_at', models.DateTimeField(null=True)),
                ('present_from', models.DateTimeField(null=True)),
                ('present_until', models.DateTimeField(null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='circles.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='sessions_app.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'membership'), name='attendance_once')],
            },
        ),
    ]
