import datetime
import django.db.models.deletion
import django.utils.timezone
import polls.models.ballots
import polls.models.polls
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(help_text='Neutral, and about one thing. It is fixed by the first vote.', max_length=200, verbose_name='question')),
                ('slug', models.SlugField(help_text='The readable part of the address. It may change: old links still find the poll.', max_length=80, verbose_name='slug')),
                ('context', models.CharField(blank=True, help_text='One line of fact that a voter should know.', max_length=300, verbose_name='context')),
                ('kind', models.CharField(choices=[('single', 'One answer'), ('multiple', 'Several answers')], default='single', max_length=20, verbose_name='kind')),
                ('least', models.PositiveSmallIntegerField(default=1, help_text='Answers that a ballot must have.', verbose_name='at least')),
                ('most', models.PositiveSmallIntegerField(default=1, help_text='Answers that a ballot may have.', verbose_name='at most')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('live', 'Live'), ('paused', 'Paused'), ('void', 'Void')], default='draft', help_text='A live poll opens and closes by itself at its times. Void: withdrawn, no result is shown.', max_length=20, verbose_name='state')),
                ('opens_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opens at')),
                ('closes_at', models.DateTimeField(default=polls.models.polls.in_a_week, verbose_name='closes at')),
                ('results', models.CharField(choices=[('live', 'At any time'), ('after_vote', 'After voting'), ('after_close', 'After closing'), ('sealed', 'Sealed')], default='after_vote', help_text='After voting: to those who have voted, and to all when it closes. After closing: the desk sees it before. Sealed: nobody sees it before it closes, nor can the seal be broken once somebody has voted.', max_length=20, verbose_name='result is shown')),
                ('outcome', models.CharField(blank=True, help_text='What happened next. Readers see it in the archive.', max_length=400, verbose_name='outcome')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='wording fixed at')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
            ],
            options={
                'verbose_name': 'poll',
                'verbose_name_plural': 'polls',
                'indexes': [models.Index(fields=['state', 'closes_at'], name='poll_state_closes')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='poll_closes_after_it_opens', violation_error_message='A poll closes after it opens.'), models.CheckConstraint(condition=models.Q(('least__gte', 1)), name='poll_least_is_one_or_more', violation_error_message='A ballot has at least one answer.'), models.CheckConstraint(condition=models.Q(('most__gte', models.F('least'))), name='poll_most_is_not_below_least', violation_error_message='“At most” cannot be below “at least”.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'single'), _negated=True), models.Q(('least', 1), ('most', 1)), _connector='OR'), name='poll_single_takes_one_answer', violation_error_message='A poll with one answer takes at least 1 and at most 1.')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='polls.poll', verbose_name='poll')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('label', models.CharField(max_length=160, verbose_name='answer')),
                ('role', models.CharField(choices=[('normal', 'An answer'), ('dont_know', '“Don’t know”')], default='normal', help_text='A “don’t know” lets readers without a view be counted as such.', max_length=20, verbose_name='role')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'constraints': [models.UniqueConstraint(fields=('poll', 'label'), name='choice_label_once_in_a_poll', violation_error_message='This answer is there already.'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='choice_has_a_label', violation_error_message='An answer needs words.')],
            },
        ),
        migrations.CreateModel(
            name='PollSecret',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='secret', serialize=False, to='polls.poll')),
                ('secret', models.BinaryField(default=polls.models.ballots.new_secret)),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('pk', models.CompositePrimaryKey('poll_id', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='polls.poll')),
                ('key', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='polls.poll')),
                ('status', models.CharField(choices=[('counted', 'Counted'), ('held', 'Being checked')], default='counted', max_length=10, verbose_name='status')),
                ('hour', models.DateTimeField(verbose_name='hour')),
                ('channel', models.CharField(choices=[('article', 'In a story'), ('page', 'On the poll’s own page')], default='article', max_length=10, verbose_name='channel')),
                ('with_script', models.BooleanField(default=False, verbose_name='sent by script')),
            ],
            options={
                'indexes': [models.Index(fields=['poll', 'status'], name='ballot_poll_status')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['counted', 'held'])), name='ballot_is_counted_or_held')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('pk', models.CompositePrimaryKey('ballot_id', 'choice_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('ballot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='polls.ballot')),
                ('choice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='polls.choice')),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tally', serialize=False, to='polls.poll')),
                ('counts', models.JSONField(default=dict, verbose_name='counts')),
                ('ballots', models.PositiveIntegerField(default=0, verbose_name='votes')),
                ('held', models.PositiveIntegerField(default=0, verbose_name='being checked')),
                ('as_of', models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), verbose_name='counted at')),
                ('voted_at', models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), verbose_name='last vote announced at')),
                ('claimed_at', models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))),
            ],
            options={
                'verbose_name': 'tally',
                'verbose_name_plural': 'tallies',
            },
        ),
        migrations.CreateModel(
            name='PollEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='polls.poll')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='poll_events', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='at')),
                ('kind', models.CharField(choices=[('created', 'Made'), ('state', 'State changed'), ('opening', 'Opening time changed'), ('closing', 'Closing time changed'), ('results', 'Result policy changed'), ('first_ballot', 'First vote: wording fixed')], max_length=20, verbose_name='what')),
                ('before', models.CharField(blank=True, max_length=120, verbose_name='before')),
                ('after', models.CharField(blank=True, max_length=120, verbose_name='after')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'log',
            },
        ),
    ]
