import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from entities.migrations._together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0010_archives_and_checklist_metrics'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='DatasetWords',
            fields=[
                ('names', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='entities.dataset')),
            ],
            options={
                'verbose_name_plural': 'dataset words',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='datasetwords_lexemes')],
            },
        ),
        migrations.CreateModel(
            name='InstallationWords',
            fields=[
                ('names', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='entities.installation')),
            ],
            options={
                'verbose_name_plural': 'installation words',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='installationwords_lexemes')],
            },
        ),
        migrations.CreateModel(
            name='NetworkWords',
            fields=[
                ('names', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='entities.network')),
            ],
            options={
                'verbose_name_plural': 'network words',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='networkwords_lexemes')],
            },
        ),
        migrations.CreateModel(
            name='NodeWords',
            fields=[
                ('names', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='entities.node')),
            ],
            options={
                'verbose_name_plural': 'node words',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='nodewords_lexemes')],
            },
        ),
        migrations.CreateModel(
            name='OrganizationWords',
            fields=[
                ('names', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('lexemes', django.contrib.postgres.search.SearchVectorField(editable=False)),
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='entities.organization')),
            ],
            options={
                'verbose_name_plural': 'organization words',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='organizationwords_lexemes')],
            },
        ),
        migrations.RemoveIndex(
            model_name='datasetidentifier',
            name='datasetidentifier_value',
        ),
        migrations.RemoveIndex(
            model_name='datasetmachinetag',
            name='datasetmachinetag_triple',
        ),
        migrations.RemoveIndex(
            model_name='installationidentifier',
            name='installationidentifier_value',
        ),
        migrations.RemoveIndex(
            model_name='installationmachinetag',
            name='installationmachinetag_triple',
        ),
        migrations.RemoveIndex(
            model_name='networkidentifier',
            name='networkidentifier_value',
        ),
        migrations.RemoveIndex(
            model_name='networkmachinetag',
            name='networkmachinetag_triple',
        ),
        migrations.RemoveIndex(
            model_name='nodeidentifier',
            name='nodeidentifier_value',
        ),
        migrations.RemoveIndex(
            model_name='nodemachinetag',
            name='nodemachinetag_triple',
        ),
        migrations.RemoveIndex(
            model_name='organizationidentifier',
            name='organizationidentifier_value',
        ),
        migrations.RemoveIndex(
            model_name='organizationmachinetag',
            name='organizationmachinetag_triple',
        ),
        migrations.AddField(
            model_name='dataset',
            name='rendered_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='installation',
            name='rendered_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='network',
            name='rendered_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='node',
            name='rendered_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='organization',
            name='rendered_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None), _negated=True), fields=['-created', 'key'], name='dataset_gone'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(fields=['rendered_at'], name='dataset_rendered'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None)), fields=['publishing_organization', '-created', 'key'], name='dataset_published'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None)), fields=['installation', '-created', 'key'], name='dataset_served'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None)), fields=['type', '-created', 'key'], name='dataset_typed'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None), ('parent_dataset__isnull', False)), fields=['parent_dataset', '-created', 'key'], name='dataset_constituents'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None), ('duplicate_of_dataset__isnull', False)), fields=['-created', 'key'], name='dataset_duplicates'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None), ('external', False), ('parent_dataset', None)), fields=['-created', 'key'], name='dataset_principal'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=django.contrib.postgres.indexes.GinIndex(fields=['category'], name='dataset_category'),
        ),
        migrations.AddIndex(
            model_name='datasetidentifier',
            index=models.Index(fields=['identifier', 'type'], include=('entity',), name='datasetidentifier_value'),
        ),
        migrations.AddIndex(
            model_name='datasetidentifier',
            index=models.Index(fields=['type'], include=('entity',), name='datasetidentifier_type'),
        ),
        migrations.AddIndex(
            model_name='datasetmachinetag',
            index=models.Index(fields=['namespace', 'name', 'value'], include=('entity',), name='datasetmachinetag_triple'),
        ),
        migrations.AddIndex(
            model_name='installation',
            index=models.Index(condition=models.Q(('deleted', None), _negated=True), fields=['-created', 'key'], name='installation_gone'),
        ),
        migrations.AddIndex(
            model_name='installation',
            index=models.Index(fields=['rendered_at'], name='installation_rendered'),
        ),
        migrations.AddIndex(
            model_name='installationidentifier',
            index=models.Index(fields=['identifier', 'type'], include=('entity',), name='installationidentifier_value'),
        ),
        migrations.AddIndex(
            model_name='installationidentifier',
            index=models.Index(fields=['type'], include=('entity',), name='installationidentifier_type'),
        ),
        migrations.AddIndex(
            model_name='installationmachinetag',
            index=models.Index(fields=['namespace', 'name', 'value'], include=('entity',), name='installationmachinetag_triple'),
        ),
        migrations.AddIndex(
            model_name='network',
            index=models.Index(condition=models.Q(('deleted', None), _negated=True), fields=['-created', 'key'], name='network_gone'),
        ),
        migrations.AddIndex(
            model_name='network',
            index=models.Index(fields=['rendered_at'], name='network_rendered'),
        ),
        migrations.AddIndex(
            model_name='networkidentifier',
            index=models.Index(fields=['identifier', 'type'], include=('entity',), name='networkidentifier_value'),
        ),
        migrations.AddIndex(
            model_name='networkidentifier',
            index=models.Index(fields=['type'], include=('entity',), name='networkidentifier_type'),
        ),
        migrations.AddIndex(
            model_name='networkmachinetag',
            index=models.Index(fields=['namespace', 'name', 'value'], include=('entity',), name='networkmachinetag_triple'),
        ),
        migrations.AddIndex(
            model_name='node',
            index=models.Index(condition=models.Q(('deleted', None), _negated=True), fields=['-created', 'key'], name='node_gone'),
        ),
        migrations.AddIndex(
            model_name='node',
            index=models.Index(fields=['rendered_at'], name='node_rendered'),
        ),
        migrations.AddIndex(
            model_name='nodeidentifier',
            index=models.Index(fields=['identifier', 'type'], include=('entity',), name='nodeidentifier_value'),
        ),
        migrations.AddIndex(
            model_name='nodeidentifier',
            index=models.Index(fields=['type'], include=('entity',), name='nodeidentifier_type'),
        ),
        migrations.AddIndex(
            model_name='nodemachinetag',
            index=models.Index(fields=['namespace', 'name', 'value'], include=('entity',), name='nodemachinetag_triple'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=models.Index(condition=models.Q(('deleted', None), _negated=True), fields=['-created', 'key'], name='organization_gone'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=models.Index(fields=['rendered_at'], name='organization_rendered'),
        ),
        migrations.AddIndex(
            model_name='organizationidentifier',
            index=models.Index(fields=['identifier', 'type'], include=('entity',), name='organizationidentifier_value'),
        ),
        migrations.AddIndex(
            model_name='organizationidentifier',
            index=models.Index(fields=['type'], include=('entity',), name='organizationidentifier_type'),
        ),
        migrations.AddIndex(
            model_name='organizationmachinetag',
            index=models.Index(fields=['namespace', 'name', 'value'], include=('entity',), name='organizationmachinetag_triple'),
        ),
        ]),
    ]
