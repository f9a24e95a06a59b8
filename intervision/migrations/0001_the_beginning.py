"""The tables of runs, what is laid on the table, insights and methods of one's own."""

import django.db.models.deletion
import django.utils.timezone
import praktijkkring.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # A database that has all of these already has these tables. See decision 0100.
    replaces = [
        ('intervision', '0001_initial'),
        ('intervision', '0002_initial'),
        ('intervision', '0003_contribution_lap_contribution_private'),
        ('intervision', '0004_run_moved'),
        ('intervision', '0005_own_methods'),
        ('intervision', '0006_who_leads_is_away'),
    ]

    initial = True

    dependencies = [
        ('circles', '0002_lists_to_begin_with'),
        ('praktijkkring', '0001_the_beginning'),
        ('sessions_app', '0001_the_beginning'),
    ]

    operations = [
        migrations.CreateModel(
            name='Harvest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('first_question', praktijkkring.vault.fields.EncryptedTextField(max_length=300)),
                ('real_question', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=300)),
                ('commitment', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=1000)),
                ('commitment_due', models.DateField(null=True)),
                ('looked_back', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=2000)),
                ('agreements', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=4000)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.circle')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='harvest', to='sessions_app.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnMethod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.JSONField(null=True)),
                ('number', models.PositiveIntegerField(default=0)),
                ('draft', models.JSONField(null=True)),
                ('draft_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('copied_from', models.CharField(blank=True, max_length=40)),
                ('copied_version', models.PositiveIntegerField(default=0)),
                ('copied_name', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('archived_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='methods', to='circles.circle')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='methods', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('circle__isnull', True), ('owner__isnull', False)), models.Q(('circle__isnull', False), ('owner__isnull', True)), _connector='OR'), name='method_of_a_circle_or_a_person', violation_error_message='A method belongs to one circle or to one person.'), models.CheckConstraint(condition=models.Q(('method__isnull', False), ('draft__isnull', False), _connector='OR'), name='method_has_a_draft_or_a_version')],
            },
        ),
        migrations.CreateModel(
            name='MethodVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('method', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('own', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='intervision.ownmethod')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('own', 'number'), name='method_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method_key', models.CharField(max_length=40)),
                ('method', models.JSONField()),
                ('state', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('moved', models.PositiveIntegerField(default=1)),
                ('away_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(null=True)),
                ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='sessions_app.meeting')),
            ],
            options={
                'ordering': ['-started_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('meeting',), name='run_one_open_per_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.PositiveSmallIntegerField()),
                ('lap', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(max_length=12)),
                ('text', praktijkkring.vault.fields.EncryptedTextField(blank=True, max_length=2000)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sealed', 'Sealed'), ('shown', 'Shown'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('label', models.CharField(blank=True, max_length=20)),
                ('picked', models.BooleanField(default=False)),
                ('private', models.BooleanField(default=False)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('keep', models.CharField(default='none', max_length=8)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='intervision.contribution')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='circles.membership')),
                ('author_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.circle')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='intervision.run')),
            ],
            options={
                'ordering': ['step', 'order', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='RunLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('action', models.CharField(max_length=40)),
                ('facts', models.JSONField(default=dict)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log', to='intervision.run')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Insight',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', praktijkkring.vault.fields.EncryptedTextField(max_length=500)),
                ('shared', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='insights', to='circles.membership')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='insights', to='sessions_app.meeting')),
            ],
            options={
                'ordering': ['created_at'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'author'), name='insight_one_per_member')],
            },
        ),
    ]
