"""Stories told in entries, each with a record of its own; a correction may be of one entry."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0059_add_sounds"),
        ('polls', '0013_keep_polls_counted_elsewhere'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('headline', models.CharField(blank=True, max_length=160, verbose_name='headline')),
                ('words', models.TextField(blank=True, verbose_name='words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='time')),
                ('is_key', models.BooleanField(default=False, verbose_name='key moment')),
                ('is_pinned', models.BooleanField(default=False, verbose_name='pinned on top')),
                ('is_closing', models.BooleanField(default=False, verbose_name='closing summary')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('client_uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveIntegerField(editable=False, null=True, verbose_name='position')),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Waits for an editor'), ('done', 'Published')], default='draft', max_length=10, verbose_name='stage')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('embargoed_until', models.DateTimeField(blank=True, null=True, verbose_name='embargoed until')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last saved')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.author', verbose_name='by')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='articles.article', verbose_name='story')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='correction',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='articles.entry', verbose_name='entry'),
        ),
        migrations.CreateModel(
            name='EntryEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('headline', models.CharField(blank=True, max_length=160, verbose_name='headline')),
                ('words', models.TextField(blank=True, verbose_name='words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='time')),
                ('is_key', models.BooleanField(default=False, verbose_name='key moment')),
                ('is_pinned', models.BooleanField(default=False, verbose_name='pinned on top')),
                ('is_closing', models.BooleanField(default=False, verbose_name='closing summary')),
                ('uuid', models.UUIDField()),
                ('position', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField(verbose_name='desk version')),
                ('news', models.PositiveIntegerField()),
                ('starts_at', models.DateTimeField(verbose_name='from')),
                ('ends_at', models.DateTimeField(null=True, verbose_name='until')),
                ('ended_news', models.PositiveIntegerField(null=True)),
                ('first_published_at', models.DateTimeField(verbose_name='first published')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.author', verbose_name='by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.entry')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entry_editions', to='articles.article')),
            ],
            options={
                'verbose_name': 'edition of an entry',
                'verbose_name_plural': 'editions of entries',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EntryEditionPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='articles.entryedition')),
                ('linked', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='linking_%(class)ss', to='articles.article')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.picture')),
                ('poll', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='polls.poll')),
                ('video', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.video')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryPlacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='articles.entry')),
                ('linked', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='linking_%(class)ss', to='articles.article')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.picture')),
                ('poll', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='polls.poll')),
                ('video', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.video')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryTakedown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('files', models.JSONField(default=list, verbose_name='files')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='lifted')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takedowns', to='articles.entry')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'takedown of an entry',
                'verbose_name_plural': 'takedowns of entries',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RunningStory',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='running', serialize=False, to='articles.article', verbose_name='story')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('newest_first', models.BooleanField(db_default=True, default=True, verbose_name='newest first')),
                ('positions', models.PositiveIntegerField(default=0)),
                ('news', models.PositiveIntegerField(default=0)),
                ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'running story',
                'verbose_name_plural': 'running stories',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['story', '-at', '-id'], name='entry_newest'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('story', 'position'), name='entry_has_its_own_position'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('is_closing', True)), fields=('story',), name='entry_one_closes_a_story'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['draft', 'waiting', 'done'])), name='entry_stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('headline', ''), ('words', ''), _negated=True), name='entry_says_something'),
        ),
        migrations.AddIndex(
            model_name='entryedition',
            index=models.Index(condition=models.Q(('ends_at', None)), fields=['story', '-at', '-entry'], name='entryedition_newest'),
        ),
        migrations.AddIndex(
            model_name='entryedition',
            index=models.Index(condition=models.Q(('ends_at', None)), fields=['story', 'position'], name='entryedition_position'),
        ),
        migrations.AddConstraint(
            model_name='entryedition',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('entry',), name='entryedition_one_without_end'),
        ),
        migrations.AddConstraint(
            model_name='entryedition',
            constraint=models.UniqueConstraint(fields=('story', 'news'), name='entryedition_brought_by_one_change'),
        ),
        migrations.AddConstraint(
            model_name='entryedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_news', None), ('ends_at', None)), models.Q(('ended_news__gt', models.F('news')), ('ends_at__gt', models.F('starts_at'))), _connector='OR'), name='entryedition_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='entryedition',
            constraint=models.CheckConstraint(condition=models.Q(('first_published_at__lte', models.F('starts_at'))), name='entryedition_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='entryeditionplacement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('linked', None), ('picture__isnull', False), ('poll', None), ('video', None)), models.Q(('linked', None), ('picture', None), ('poll__isnull', False), ('video', None)), models.Q(('linked', None), ('picture', None), ('poll', None), ('video__isnull', False)), models.Q(('linked__isnull', False), ('picture', None), ('poll', None), ('video', None)), _connector='OR'), name='entryeditionplacement_shows_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='entryplacement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('linked', None), ('picture__isnull', False), ('poll', None), ('video', None)), models.Q(('linked', None), ('picture', None), ('poll__isnull', False), ('video', None)), models.Q(('linked', None), ('picture', None), ('poll', None), ('video__isnull', False)), models.Q(('linked__isnull', False), ('picture', None), ('poll', None), ('video', None)), _connector='OR'), name='entryplacement_shows_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='entrytakedown',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('entry',), name='entrytakedown_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='entrytakedown',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='entrytakedown_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='runningstory',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('begun_at')), _connector='OR'), name='running_ends_after_it_begins'),
        ),
    ]
