from django.db import migrations, models

from entities.migrations._together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0015_marks_among_the_words'),
    ]

    operations = [
        Together([
        migrations.RemoveIndex(
            model_name='dataset',
            name='dataset_changed',
        ),
        migrations.RemoveIndex(
            model_name='dataset',
            name='dataset_served',
        ),
        migrations.RemoveIndex(
            model_name='dataset',
            name='dataset_principal',
        ),
        migrations.RemoveIndex(
            model_name='installation',
            name='installation_changed',
        ),
        migrations.RemoveIndex(
            model_name='network',
            name='network_changed',
        ),
        migrations.RemoveIndex(
            model_name='node',
            name='node_changed',
        ),
        migrations.RemoveIndex(
            model_name='organization',
            name='organization_changed',
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(fields=['modified'], include=('created', 'key', 'deleted'), name='dataset_changed'),
        ),
        migrations.AddIndex(
            model_name='dataset',
            index=models.Index(condition=models.Q(('deleted', None)), fields=['installation', '-created', 'key'], include=('publishing_organization',), name='dataset_served'),
        ),
        migrations.AddIndex(
            model_name='installation',
            index=models.Index(fields=['modified'], include=('created', 'key', 'deleted'), name='installation_changed'),
        ),
        migrations.AddIndex(
            model_name='network',
            index=models.Index(fields=['modified'], include=('created', 'key', 'deleted'), name='network_changed'),
        ),
        migrations.AddIndex(
            model_name='node',
            index=models.Index(fields=['modified'], include=('created', 'key', 'deleted'), name='node_changed'),
        ),
        migrations.AddIndex(
            model_name='organization',
            index=models.Index(fields=['modified'], include=('created', 'key', 'deleted'), name='organization_changed'),
        ),
        ]),
    ]
