import uuid

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import entities.models.fields
from entities.migrations._together import Together


class Migration(migrations.Migration):
    dependencies = [("entities", "0003_components"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="NodeDirectoryContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodedirectorycontact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("type", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("primary", models.BooleanField(default=False)),
                        (
                            "user_id",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "salutation",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "first_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "last_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "position",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        (
                            "organization",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=2),
                        ),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("row", models.BigIntegerField()),
                        ("key", models.BigIntegerField()),
                        ("modified", models.DateTimeField(editable=False, null=True)),
                        ("position_in_list", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodeendpoint",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("url", entities.models.fields.UriField(blank=True, null=True)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEndpointMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.nodeendpoint",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodeendpointmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeIdentifierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodeidentifier",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodemachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeCommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodecomment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEditorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.nodeeditor",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", entities.models.fields.StringField(longest=None, shortest=2)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        ("logo_url", entities.models.fields.WebAddressField(blank=True, null=True)),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("participation_status", entities.models.fields.ConstantField(max_length=64)),
                        ("gbif_region", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("continent", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("participant_since", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("date_signed_mou", models.DateTimeField(blank=True, null=True)),
                        (
                            "participant_title",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "abbreviation",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "organization",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationcontact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("primary", models.BooleanField(default=False)),
                        (
                            "user_id",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "salutation",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "first_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "last_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "position",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        (
                            "organization",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=2),
                        ),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationendpoint",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("url", entities.models.fields.UriField(blank=True, null=True)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEndpointMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organizationendpoint",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationendpointmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationIdentifierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationidentifier",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationtag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationCommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationcomment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEditorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organizationeditor",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "endorsing_node",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.node",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", entities.models.fields.StringField(longest=None, shortest=2)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        ("logo_url", entities.models.fields.WebAddressField(blank=True, null=True)),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "endorsement_status",
                            entities.models.fields.ConstantField(
                                default="WAITING_FOR_ENDORSEMENT", editable=False, max_length=64
                            ),
                        ),
                        ("endorsed", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "abbreviation",
                            entities.models.fields.StringField(blank=True, longest=30, null=True, shortest=1),
                        ),
                        ("language", entities.models.fields.LanguageField(max_length=3)),
                        ("country", entities.models.fields.CountryField(max_length=2, null=True)),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=5,
                                max_digits=8,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationcontact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("primary", models.BooleanField(default=False)),
                        (
                            "user_id",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "salutation",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "first_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "last_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "position",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        (
                            "organization",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=2),
                        ),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationendpoint",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("url", entities.models.fields.UriField(blank=True, null=True)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEndpointMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installationendpoint",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationendpointmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationIdentifierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationidentifier",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationtag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationCommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationcomment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEditorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installationeditor",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", entities.models.fields.StringField(longest=None, shortest=2)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("disabled", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasetcontact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("primary", models.BooleanField(default=False)),
                        (
                            "user_id",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "salutation",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "first_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "last_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "position",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        (
                            "organization",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=2),
                        ),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasetendpoint",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("url", entities.models.fields.UriField(blank=True, null=True)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEndpointMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.datasetendpoint",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasetendpointmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetIdentifierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasetidentifier",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasettag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasetmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetCommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.datasetcomment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEditorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.dataseteditor",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "parent_dataset",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "duplicate_of_dataset",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "installation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "publishing_organization",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", entities.models.fields.StringField(longest=None, shortest=2)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("doi", entities.models.fields.DoiField(blank=True, null=True)),
                        ("version", entities.models.fields.StringField(blank=True, longest=10, null=True, shortest=1)),
                        ("external", models.BooleanField(default=False)),
                        ("type", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("subtype", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        (
                            "short_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("alias", entities.models.fields.StringField(blank=True, longest=50, null=True, shortest=2)),
                        (
                            "abbreviation",
                            entities.models.fields.StringField(blank=True, longest=50, null=True, shortest=1),
                        ),
                        ("language", entities.models.fields.LanguageField(default="eng", max_length=3)),
                        ("homepage", entities.models.fields.WebAddressField(blank=True, null=True)),
                        ("logo_url", entities.models.fields.WebAddressField(blank=True, null=True)),
                        (
                            "citation_text",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "citation_identifier",
                            entities.models.fields.StringField(blank=True, longest=100, null=True, shortest=1),
                        ),
                        ("citation_provided_by_source", models.BooleanField(default=False)),
                        ("rights", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        ("locked_for_auto_update", models.BooleanField(default=False)),
                        ("license", entities.models.fields.LicenseField(default="CC_BY_4_0", max_length=64)),
                        (
                            "maintenance_update_frequency",
                            entities.models.fields.ConstantField(blank=True, max_length=64, null=True),
                        ),
                        (
                            "maintenance_description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "category",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True),
                                blank=True,
                                default=None,
                                null=True,
                                size=None,
                                uris=False,
                            ),
                        ),
                        (
                            "dwca_core_type",
                            entities.models.fields.StringField(
                                blank=True, editable=False, longest=None, null=True, shortest=1
                            ),
                        ),
                        (
                            "dwca_extensions",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True),
                                blank=True,
                                default=list,
                                editable=False,
                                size=None,
                                uris=False,
                            ),
                        ),
                        ("dwca_modified", models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkcontact",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(blank=True, max_length=64, null=True)),
                        ("primary", models.BooleanField(default=False)),
                        (
                            "user_id",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "salutation",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "first_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "last_name",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "position",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        (
                            "organization",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=2),
                        ),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEndpointEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkendpoint",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("url", entities.models.fields.UriField(blank=True, null=True)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEndpointMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.networkendpoint",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkendpointmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkIdentifierEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkidentifier",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networktag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkMachineTagEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkmachinetag",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkCommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkcomment",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEditorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkeditor",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.network",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", entities.models.fields.StringField(longest=None, shortest=2)),
                        (
                            "description",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "email",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "phone",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        (
                            "homepage",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=True
                            ),
                        ),
                        ("logo_url", entities.models.fields.WebAddressField(blank=True, null=True)),
                        (
                            "address",
                            entities.models.fields.StringListField(
                                base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                            ),
                        ),
                        ("city", entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1)),
                        (
                            "province",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("country", entities.models.fields.CountryField(blank=True, max_length=2, null=True)),
                        (
                            "postal_code",
                            entities.models.fields.StringField(blank=True, longest=None, null=True, shortest=1),
                        ),
                        ("language", entities.models.fields.LanguageField(max_length=3)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkConstituentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "network",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.network",
                            ),
                        ),
                        (
                            "dataset",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="entities.networkconstituent",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="node",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeevent" ("abbreviation", "address", "city", "continent", "country", "created", "created_by", "date_signed_mou", "deleted", "description", "email", "gbif_region", "homepage", "key", "logo_url", "modified", "modified_by", "organization", "participant_since", "participant_title", "participation_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title", "type") SELECT new_values."abbreviation", new_values."address", new_values."city", new_values."continent", new_values."country", new_values."created", new_values."created_by", new_values."date_signed_mou", new_values."deleted", new_values."description", new_values."email", new_values."gbif_region", new_values."homepage", new_values."key", new_values."logo_url", new_values."modified", new_values."modified_by", new_values."organization", new_values."participant_since", new_values."participant_title", new_values."participation_status", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."postal_code", new_values."province", new_values."title", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d85d97d7e942fa96bdb84da0c46c4e9ca6ded987",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a96dd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_node",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="node",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeevent" ("abbreviation", "address", "city", "continent", "country", "created", "created_by", "date_signed_mou", "deleted", "description", "email", "gbif_region", "homepage", "key", "logo_url", "modified", "modified_by", "organization", "participant_since", "participant_title", "participation_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title", "type") SELECT new_values."abbreviation", new_values."address", new_values."city", new_values."continent", new_values."country", new_values."created", new_values."created_by", new_values."date_signed_mou", new_values."deleted", new_values."description", new_values."email", new_values."gbif_region", new_values."homepage", new_values."key", new_values."logo_url", new_values."modified", new_values."modified_by", new_values."organization", new_values."participant_since", new_values."participant_title", new_values."participation_status", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."postal_code", new_values."province", new_values."title", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values."abbreviation" IS DISTINCT FROM (new_values."abbreviation") OR old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."city" IS DISTINCT FROM (new_values."city") OR old_values."continent" IS DISTINCT FROM (new_values."continent") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."created_by" IS DISTINCT FROM (new_values."created_by") OR old_values."date_signed_mou" IS DISTINCT FROM (new_values."date_signed_mou") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."gbif_region" IS DISTINCT FROM (new_values."gbif_region") OR old_values."homepage" IS DISTINCT FROM (new_values."homepage") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."logo_url" IS DISTINCT FROM (new_values."logo_url") OR old_values."modified" IS DISTINCT FROM (new_values."modified") OR old_values."modified_by" IS DISTINCT FROM (new_values."modified_by") OR old_values."organization" IS DISTINCT FROM (new_values."organization") OR old_values."participant_since" IS DISTINCT FROM (new_values."participant_since") OR old_values."participant_title" IS DISTINCT FROM (new_values."participant_title") OR old_values."participation_status" IS DISTINCT FROM (new_values."participation_status") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."postal_code" IS DISTINCT FROM (new_values."postal_code") OR old_values."province" IS DISTINCT FROM (new_values."province") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."type" IS DISTINCT FROM (new_values."type")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3195df93568d31f376affa9fa65e587f3d7142ef",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_516cc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_node",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="node",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeevent" ("abbreviation", "address", "city", "continent", "country", "created", "created_by", "date_signed_mou", "deleted", "description", "email", "gbif_region", "homepage", "key", "logo_url", "modified", "modified_by", "organization", "participant_since", "participant_title", "participation_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title", "type") SELECT old_values."abbreviation", old_values."address", old_values."city", old_values."continent", old_values."country", old_values."created", old_values."created_by", old_values."date_signed_mou", old_values."deleted", old_values."description", old_values."email", old_values."gbif_region", old_values."homepage", old_values."key", old_values."logo_url", old_values."modified", old_values."modified_by", old_values."organization", old_values."participant_since", old_values."participant_title", old_values."participation_status", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."postal_code", old_values."province", old_values."title", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="317ba972f4d8a21ee42e4875b228f86bc4c3bdd2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_37604",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_node",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f94fea22caf48c5a32c6cd2e32f3451f6afe7530",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0a4df",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasetcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="88de68705aee5f28ff7adf619382cd2c02870463",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bfa56",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasetcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."content", old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d83db22ae8d4185c85190e913e6bd6c88875ede",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0d208",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasetcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="64657596f947186283a046ee0754fea8f02a93da",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e970",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasetcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e62d16da73fcfaf59cbaf525020a4acef479d1f9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f0ef1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasetcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT old_values."address", old_values."city", old_values."country", old_values."created", old_values."created_by", old_values."description", old_values."email", old_values."entity_id", old_values."first_name", old_values."homepage", old_values."key", old_values."last_name", old_values."modified", old_values."modified_by", old_values."organization", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."position", old_values."postal_code", old_values."primary", old_values."province", old_values."salutation", old_values."type", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7fbd6a8fb0ade86395c8bfc00d3005e575267e63",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7980",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasetcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dataseteditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_dataseteditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4d9b58e7384f52b5945663f190fb9f85a385ebd6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e21f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_dataseteditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dataseteditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_dataseteditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0dc54516f469af6b116d02b4c2a44768d80d341c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9c59",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_dataseteditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dataseteditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_dataseteditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6eba55b31be82bc0f564de18d5097ae4a753c74a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a85b8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_dataseteditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ac38f64dd9d24efbf73c646f947637e515e69c93",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2e947",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasetendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="67ec3212cf01e5a6f7df51bae3708053a3912094",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2693d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasetendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT old_values."created", old_values."created_by", old_values."description", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="940e58401eacec0d2b358a72425e0588e61e1d87",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b8961",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasetendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="656c71265f3ede1b533ab9a3c31cbf9fdc493a88",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_60399",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasetendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e7e92d38b62962a870786365095f1423ff63e14f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f7ece",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasetendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5eab97937079602961feef5d87ef776da3aa4fc8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a2c58",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasetendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="74ffd8f6acbfafbbf3902ef3952896239997f877",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37fac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasetidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="50fbf0ccb9d474596a053e1b854a7675268542de",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67f83",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasetidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."identifier", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a811de42d8db0542cb4a093b7037c581457ac074",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee5cc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasetidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="206def4c9fb584961aec9947ad04eca10ffddcf5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5340",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasetmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f21a217247972bfc3d2c36538044d3e5e9c6248b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d665a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasetmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasetmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="68a25ba5f28e98b7102d20ee7faf8a555060baec",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_099b7",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasetmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasettag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasettagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d93e34c7d76e5b89249c01871254cf762221fc82",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f6b47",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_datasettag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasettag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasettagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c7cd2848359689a317d6e9fe3f19cc17cdef1a03",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93334",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_datasettag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datasettag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasettagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="29108b52b50516925c5587cd011e7950ae9af95c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_534a0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_datasettag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="23893b71da4576e5200bee10bfbfc3bc56ccfb16",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7c52c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ccde594c3da414286cc91d57c830b1cec7303ac8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cc2c1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."content", old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3a24dcdc1e9694aa46d71fdd3c1efaadf98088c9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6d50",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9c8987f867ece35c65b28f3e20143b41cadac0f0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d260f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="efb5dd898827d86f3d51ec4af4c0a37f9d3f23c6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8ee8d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT old_values."address", old_values."city", old_values."country", old_values."created", old_values."created_by", old_values."description", old_values."email", old_values."entity_id", old_values."first_name", old_values."homepage", old_values."key", old_values."last_name", old_values."modified", old_values."modified_by", old_values."organization", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."position", old_values."postal_code", old_values."primary", old_values."province", old_values."salutation", old_values."type", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca926015c3c00059a696a80dd1a7f440e27081e2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee944",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3d0d69a9dcfe53fc184647684f344cc123c63e8b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_acbaf",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e2217a17fbae6ef36ffaa2d1cdfd46e7878901a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8de28",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9b2a63a7fd351ebe6908620746971ebeeaa5e81c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_668fb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5d56fc8aa7190347e7a7ef362506c2bcea1dcaa1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_23eb1",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="80c522356589d90de32d0744af986534bce11bd0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fe305",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT old_values."created", old_values."created_by", old_values."description", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="07a349ac5ab6c04e0e2edbb98837e936ad3524fc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_66c00",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0d56910910ca4fa15213b18f5780bac032e73a39",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_461d4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b6754c96a5367828a598beebc9a0b3bb078482c5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cc80b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="04eac97bd211c23a4ad42e28f97260beb803cb2f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bb9be",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3d6eb62408966dbb656ad57d44ce046547e63fe3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb5b3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f8eecd45f0457f3d3e2292369dc5de151101b265",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_27671",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."identifier", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d244c5c8a45b58e34097dba4fd8f94987e621d20",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a2b9e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8f8664deb57a8a299eb235cef82e8617790e0c7d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_01869",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="506ca0dccd5eaa327126b77305b0a5e5b02507e1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1fa22",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4ce1c26a0f5a637c4bdaf0a027c11c6c1edcb5f3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_32ecc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationtag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationtagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="eabd666b3c63e75ca6e51b177fe90d3d5877bb48",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4b1dd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installationtag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationtag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationtagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="559830e137be648abcb4ef9901028925b963ac05",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_00fdf",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installationtag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installationtag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationtagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3c558b0f3ad589852384783710fed1359078a5cf",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e89a9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installationtag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="95b6b356a501f5a3161b1682c910f57469f091e2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1602d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c691316e0f8c3488cc50b78c9d51bb200f7ca316",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c7583",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."content", old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="893e408dcec2b1017f78d85ae4d1103809ccefcb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_92e03",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkconstituent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkconstituentevent" ("dataset_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."dataset_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ece2fc0629ebc6660380a0dd9cb3e7614046629b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7b064",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkconstituent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkconstituent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkconstituentevent" ("dataset_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."dataset_id", new_values."id", new_values."network_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b81a3c3241e3f076ee027de7d18a07967ebd622c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_45b1b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkconstituent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkconstituent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkconstituentevent" ("dataset_id", "id", "network_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."dataset_id", old_values."id", old_values."network_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="373a54968a87252ef92d9422952664dece5e36f6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3174",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkconstituent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="network",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkevent" ("address", "city", "country", "created", "created_by", "deleted", "description", "email", "homepage", "key", "language", "logo_url", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."email", new_values."homepage", new_values."key", new_values."language", new_values."logo_url", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."postal_code", new_values."province", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="edd675abf679766dcd74861b766e903994854590",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5693",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_network",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="network",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkevent" ("address", "city", "country", "created", "created_by", "deleted", "description", "email", "homepage", "key", "language", "logo_url", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."email", new_values."homepage", new_values."key", new_values."language", new_values."logo_url", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."postal_code", new_values."province", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."city" IS DISTINCT FROM (new_values."city") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."created_by" IS DISTINCT FROM (new_values."created_by") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."homepage" IS DISTINCT FROM (new_values."homepage") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."logo_url" IS DISTINCT FROM (new_values."logo_url") OR old_values."modified" IS DISTINCT FROM (new_values."modified") OR old_values."modified_by" IS DISTINCT FROM (new_values."modified_by") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."postal_code" IS DISTINCT FROM (new_values."postal_code") OR old_values."province" IS DISTINCT FROM (new_values."province") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7dac0a0c1a49233a91bcb099912b70e930ab11c5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_15983",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_network",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="network",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkevent" ("address", "city", "country", "created", "created_by", "deleted", "description", "email", "homepage", "key", "language", "logo_url", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title") SELECT old_values."address", old_values."city", old_values."country", old_values."created", old_values."created_by", old_values."deleted", old_values."description", old_values."email", old_values."homepage", old_values."key", old_values."language", old_values."logo_url", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."postal_code", old_values."province", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e4df8f181a6b48286b35e14c453fe06a2d1a7e8a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_caeb3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_network",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e5fb39e939c709f215e8a9c490d76e70e85cd2be",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_11b61",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="44825e848e3140ec1033e47172b2e4646a45209c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7257b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT old_values."address", old_values."city", old_values."country", old_values."created", old_values."created_by", old_values."description", old_values."email", old_values."entity_id", old_values."first_name", old_values."homepage", old_values."key", old_values."last_name", old_values."modified", old_values."modified_by", old_values."organization", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."position", old_values."postal_code", old_values."primary", old_values."province", old_values."salutation", old_values."type", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8cc439a28060eb03a3adc5217942a3475c20502a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7751",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c7bd746a9d8532eed0c51f99c49edc21983ac2b1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1377e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c92d3058d048574ebb48d8c30664a24d0f7595af",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fed61",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="40439855c1e77801328d46a16b118c6d1774768c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72c36",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="35878e12bcfd2dc015f77d40835a8e787cc99b4c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0c529",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e21e550d686adcefc876c83bf19a633ebee6f033",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_08d9b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT old_values."created", old_values."created_by", old_values."description", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c3b53ee5f76ac6e2313e8fbc9a7aadab760bd987",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1de4b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="05ba0ee1b85ef999b65d7dcd15245b6da22236db",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d45f6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c5f70d6f10022016f1cd883245445bf9897e0acc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dff3a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7e67ca20a6fef37298c48950e01385a23f006f9e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12e50",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a900483af3d47a7159fdc7ceddcb39eaf176ba7a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_421c3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3bc758727936275ffcf93a8fed4c528841de170b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b60b4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."identifier", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="afb7a87dca9f80df17739cb3ebae25ee831adf34",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_85e2b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e21db2e9e300977917ea212e7feba35ee3281c55",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54122",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networkmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="99b26804d5e2bf54dcb9b0ee4c1032e7aff5507c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a6ad1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networkmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networkmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networkmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="33382f6dad1996677b6e13b7a23fe7ca7ba07cd5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cd9cd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networkmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networktag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networktagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a3017c7f8acfedd31dac2228676597283937638a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_57cea",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_networktag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networktag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networktagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="177eea0b6195102d3dd146204ce1f82ebc055d50",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cd173",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_networktag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="networktag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_networktagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1230a766159743c00fe7e9c46e5c25c7bd8288dc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c9147",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_networktag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodecomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodecommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ce3e7b001f608cf3c01b87bf4664771724bdefb7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a6a6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodecomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodecomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodecommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8f5dcd89f1515cd2aa66a65110d3fad939239b6b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f42d8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodecomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodecomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodecommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."content", old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7805a342809b8ff1d6a56c3c9f38815bc5516169",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31189",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodecomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodedirectorycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodedirectorycontactevent" ("address", "city", "country", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "position_in_list", "postal_code", "primary", "province", "row", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."organization", _pgh_attached_context.value, NOW(), \'insert\', new_values."row", new_values."phone", new_values."position", new_values."position_in_list", new_values."postal_code", new_values."primary", new_values."province", new_values."row", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="51418296444a5b6f6a2c4112b2019473f2e9f646",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c6cf8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodedirectorycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodedirectorycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodedirectorycontactevent" ("address", "city", "country", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "position_in_list", "postal_code", "primary", "province", "row", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."organization", _pgh_attached_context.value, NOW(), \'update\', new_values."row", new_values."phone", new_values."position", new_values."position_in_list", new_values."postal_code", new_values."primary", new_values."province", new_values."row", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."row") = (new_values."row") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8216dce4a366755ebc53f6ffbe6c271bf8ce1f50",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_04a3d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodedirectorycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodedirectorycontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodedirectorycontactevent" ("address", "city", "country", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "position_in_list", "postal_code", "primary", "province", "row", "salutation", "type", "user_id") SELECT old_values."address", old_values."city", old_values."country", old_values."description", old_values."email", old_values."entity_id", old_values."first_name", old_values."homepage", old_values."key", old_values."last_name", old_values."modified", old_values."organization", _pgh_attached_context.value, NOW(), \'delete\', old_values."row", old_values."phone", old_values."position", old_values."position_in_list", old_values."postal_code", old_values."primary", old_values."province", old_values."row", old_values."salutation", old_values."type", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="02f6c9f4f8dc439d46460e3d8e8ae1e295679bea",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_679b5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodedirectorycontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="153d62ce8d004a04023207d6df5690b082c99663",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e69fb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodeeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c06cdb18ce3471617a8f8387d4065265e31d0708",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85838",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodeeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9c35066e19d967bb055923f8a0336a5808b00273",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6c5a4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodeeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ae8b61b0c325239c7e4177fe3f1a8d983e9f500f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ebe97",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodeendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a87a20784b1e042a10716f1ee5f2768ada933653",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74b3b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodeendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT old_values."created", old_values."created_by", old_values."description", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dd6eded6cdd81450de63d472509e4565187950eb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ae01",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodeendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aab68e6121067fb6ec1295ad1a5f3939f69fbc4c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c5c49",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodeendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7433041d135c7e1c870d1842d910d0d0384423a2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e67a9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodeendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="800a2ebb3cb08adc2dc251a3f5367b1c21569a84",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2f7cb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodeendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="379b6702b9bf170a19eb412c649b7e925b7477bb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1eb18",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1bc8528d292a01328f7da4e3300aba4996b71400",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b695d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodeidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodeidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."identifier", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d1f039f90d4db71a3f0b63ae6a4d05bd3c348f70",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e173f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodeidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodemachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodemachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="df7ebeb2335f627090522ce4e24365baa7e9880d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ca4cb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodemachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodemachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodemachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="97624a295059c7563f3565754450dcf2df1c73e0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_64040",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodemachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodemachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodemachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bee6edf4b5ace20fb95fe0e73f8edb9913a21d67",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_72233",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodemachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodetagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f3e2b5239d2fc8b976890df21eab28cb3e19dfdf",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b19f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_nodetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodetagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4f5bae9050f6db47f53806194eaf2a8a6a5826be",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ab69",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_nodetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nodetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_nodetagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d9d269f578a0a26be56d27ad68ed4648c70a3820",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6d9a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_nodetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationevent" ("abbreviation", "address", "city", "country", "created", "created_by", "deleted", "description", "email", "endorsed", "endorsement_status", "endorsing_node_id", "homepage", "key", "language", "latitude", "logo_url", "longitude", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title") SELECT new_values."abbreviation", new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."email", new_values."endorsed", new_values."endorsement_status", new_values."endorsing_node_id", new_values."homepage", new_values."key", new_values."language", new_values."latitude", new_values."logo_url", new_values."longitude", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."postal_code", new_values."province", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca7b73c6ce5a64e8266945e3fecd9cc7c61940b3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5734a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationevent" ("abbreviation", "address", "city", "country", "created", "created_by", "deleted", "description", "email", "endorsed", "endorsement_status", "endorsing_node_id", "homepage", "key", "language", "latitude", "logo_url", "longitude", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title") SELECT new_values."abbreviation", new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."email", new_values."endorsed", new_values."endorsement_status", new_values."endorsing_node_id", new_values."homepage", new_values."key", new_values."language", new_values."latitude", new_values."logo_url", new_values."longitude", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."postal_code", new_values."province", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values."abbreviation" IS DISTINCT FROM (new_values."abbreviation") OR old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."city" IS DISTINCT FROM (new_values."city") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."created_by" IS DISTINCT FROM (new_values."created_by") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."endorsed" IS DISTINCT FROM (new_values."endorsed") OR old_values."endorsement_status" IS DISTINCT FROM (new_values."endorsement_status") OR old_values."endorsing_node_id" IS DISTINCT FROM (new_values."endorsing_node_id") OR old_values."homepage" IS DISTINCT FROM (new_values."homepage") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."latitude" IS DISTINCT FROM (new_values."latitude") OR old_values."logo_url" IS DISTINCT FROM (new_values."logo_url") OR old_values."longitude" IS DISTINCT FROM (new_values."longitude") OR old_values."modified" IS DISTINCT FROM (new_values."modified") OR old_values."modified_by" IS DISTINCT FROM (new_values."modified_by") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."postal_code" IS DISTINCT FROM (new_values."postal_code") OR old_values."province" IS DISTINCT FROM (new_values."province") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="62b420910209bb17be02b509c1969252860188e7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93833",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationevent" ("abbreviation", "address", "city", "country", "created", "created_by", "deleted", "description", "email", "endorsed", "endorsement_status", "endorsing_node_id", "homepage", "key", "language", "latitude", "logo_url", "longitude", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postal_code", "province", "title") SELECT old_values."abbreviation", old_values."address", old_values."city", old_values."country", old_values."created", old_values."created_by", old_values."deleted", old_values."description", old_values."email", old_values."endorsed", old_values."endorsement_status", old_values."endorsing_node_id", old_values."homepage", old_values."key", old_values."language", old_values."latitude", old_values."logo_url", old_values."longitude", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."postal_code", old_values."province", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="96eb2a2cb40bbe2d295ed86f7102f8f5276d1e91",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7a235",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationevent" ("created", "created_by", "deleted", "description", "disabled", "key", "modified", "modified_by", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "type") SELECT new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."disabled", new_values."key", new_values."modified", new_values."modified_by", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."title", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ed215b09e9b745431e03311e19b989470cb5bdb2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb7e2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_installation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationevent" ("created", "created_by", "deleted", "description", "disabled", "key", "modified", "modified_by", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "type") SELECT new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."disabled", new_values."key", new_values."modified", new_values."modified_by", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."title", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."created_by" IS DISTINCT FROM (new_values."created_by") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."disabled" IS DISTINCT FROM (new_values."disabled") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."modified" IS DISTINCT FROM (new_values."modified") OR old_values."modified_by" IS DISTINCT FROM (new_values."modified_by") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."type" IS DISTINCT FROM (new_values."type")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1f2ba759eda2c87456ff4b554b233ea53123d3bc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_838af",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_installation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_installationevent" ("created", "created_by", "deleted", "description", "disabled", "key", "modified", "modified_by", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "type") SELECT old_values."created", old_values."created_by", old_values."deleted", old_values."description", old_values."disabled", old_values."key", old_values."modified", old_values."modified_by", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."title", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="60e195b4b47293376fb7118fab01c2a2a98f5bab",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14f9b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_installation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dataset",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetevent" ("abbreviation", "alias", "category", "citation_identifier", "citation_provided_by_source", "citation_text", "created", "created_by", "deleted", "description", "doi", "duplicate_of_dataset_id", "dwca_core_type", "dwca_extensions", "dwca_modified", "external", "homepage", "installation_id", "key", "language", "license", "locked_for_auto_update", "logo_url", "maintenance_description", "maintenance_update_frequency", "modified", "modified_by", "parent_dataset_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishing_organization_id", "rights", "short_name", "subtype", "title", "type", "version") SELECT new_values."abbreviation", new_values."alias", new_values."category", new_values."citation_identifier", new_values."citation_provided_by_source", new_values."citation_text", new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."doi", new_values."duplicate_of_dataset_id", new_values."dwca_core_type", new_values."dwca_extensions", new_values."dwca_modified", new_values."external", new_values."homepage", new_values."installation_id", new_values."key", new_values."language", new_values."license", new_values."locked_for_auto_update", new_values."logo_url", new_values."maintenance_description", new_values."maintenance_update_frequency", new_values."modified", new_values."modified_by", new_values."parent_dataset_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."publishing_organization_id", new_values."rights", new_values."short_name", new_values."subtype", new_values."title", new_values."type", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1a65b690c8b4b5df1d6d95e02aa6cff1018b4bea",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2b7b4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_dataset",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dataset",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetevent" ("abbreviation", "alias", "category", "citation_identifier", "citation_provided_by_source", "citation_text", "created", "created_by", "deleted", "description", "doi", "duplicate_of_dataset_id", "dwca_core_type", "dwca_extensions", "dwca_modified", "external", "homepage", "installation_id", "key", "language", "license", "locked_for_auto_update", "logo_url", "maintenance_description", "maintenance_update_frequency", "modified", "modified_by", "parent_dataset_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishing_organization_id", "rights", "short_name", "subtype", "title", "type", "version") SELECT new_values."abbreviation", new_values."alias", new_values."category", new_values."citation_identifier", new_values."citation_provided_by_source", new_values."citation_text", new_values."created", new_values."created_by", new_values."deleted", new_values."description", new_values."doi", new_values."duplicate_of_dataset_id", new_values."dwca_core_type", new_values."dwca_extensions", new_values."dwca_modified", new_values."external", new_values."homepage", new_values."installation_id", new_values."key", new_values."language", new_values."license", new_values."locked_for_auto_update", new_values."logo_url", new_values."maintenance_description", new_values."maintenance_update_frequency", new_values."modified", new_values."modified_by", new_values."parent_dataset_id", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."publishing_organization_id", new_values."rights", new_values."short_name", new_values."subtype", new_values."title", new_values."type", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values."abbreviation" IS DISTINCT FROM (new_values."abbreviation") OR old_values."alias" IS DISTINCT FROM (new_values."alias") OR old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."citation_identifier" IS DISTINCT FROM (new_values."citation_identifier") OR old_values."citation_provided_by_source" IS DISTINCT FROM (new_values."citation_provided_by_source") OR old_values."citation_text" IS DISTINCT FROM (new_values."citation_text") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."created_by" IS DISTINCT FROM (new_values."created_by") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."description" IS DISTINCT FROM (new_values."description") OR old_values."doi" IS DISTINCT FROM (new_values."doi") OR old_values."duplicate_of_dataset_id" IS DISTINCT FROM (new_values."duplicate_of_dataset_id") OR old_values."dwca_core_type" IS DISTINCT FROM (new_values."dwca_core_type") OR old_values."dwca_extensions" IS DISTINCT FROM (new_values."dwca_extensions") OR old_values."dwca_modified" IS DISTINCT FROM (new_values."dwca_modified") OR old_values."external" IS DISTINCT FROM (new_values."external") OR old_values."homepage" IS DISTINCT FROM (new_values."homepage") OR old_values."installation_id" IS DISTINCT FROM (new_values."installation_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."license" IS DISTINCT FROM (new_values."license") OR old_values."locked_for_auto_update" IS DISTINCT FROM (new_values."locked_for_auto_update") OR old_values."logo_url" IS DISTINCT FROM (new_values."logo_url") OR old_values."maintenance_description" IS DISTINCT FROM (new_values."maintenance_description") OR old_values."maintenance_update_frequency" IS DISTINCT FROM (new_values."maintenance_update_frequency") OR old_values."modified" IS DISTINCT FROM (new_values."modified") OR old_values."modified_by" IS DISTINCT FROM (new_values."modified_by") OR old_values."parent_dataset_id" IS DISTINCT FROM (new_values."parent_dataset_id") OR old_values."publishing_organization_id" IS DISTINCT FROM (new_values."publishing_organization_id") OR old_values."rights" IS DISTINCT FROM (new_values."rights") OR old_values."short_name" IS DISTINCT FROM (new_values."short_name") OR old_values."subtype" IS DISTINCT FROM (new_values."subtype") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."type" IS DISTINCT FROM (new_values."type") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aa411523559c8182d5a7bb7ff27c933d02cbfbac",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d2970",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_dataset",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dataset",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_datasetevent" ("abbreviation", "alias", "category", "citation_identifier", "citation_provided_by_source", "citation_text", "created", "created_by", "deleted", "description", "doi", "duplicate_of_dataset_id", "dwca_core_type", "dwca_extensions", "dwca_modified", "external", "homepage", "installation_id", "key", "language", "license", "locked_for_auto_update", "logo_url", "maintenance_description", "maintenance_update_frequency", "modified", "modified_by", "parent_dataset_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishing_organization_id", "rights", "short_name", "subtype", "title", "type", "version") SELECT old_values."abbreviation", old_values."alias", old_values."category", old_values."citation_identifier", old_values."citation_provided_by_source", old_values."citation_text", old_values."created", old_values."created_by", old_values."deleted", old_values."description", old_values."doi", old_values."duplicate_of_dataset_id", old_values."dwca_core_type", old_values."dwca_extensions", old_values."dwca_modified", old_values."external", old_values."homepage", old_values."installation_id", old_values."key", old_values."language", old_values."license", old_values."locked_for_auto_update", old_values."logo_url", old_values."maintenance_description", old_values."maintenance_update_frequency", old_values."modified", old_values."modified_by", old_values."parent_dataset_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."publishing_organization_id", old_values."rights", old_values."short_name", old_values."subtype", old_values."title", old_values."type", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8560003ff529f7c0596bfdebc5b3e91edb4e2169",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0085b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_dataset",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5ee211239741f568379a5d09df4f9dc6caab5305",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4708d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."content", new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="db1b49f827a3aea77dab8afbebe63f597e664a3a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_130d2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationcommentevent" ("content", "created", "created_by", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."content", old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3797a393fca9f00e01a08582789647ce4683eaa5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6bd79",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6dff975c746c8197fcdb7a9ad31d5c7d4e947337",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_69928",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT new_values."address", new_values."city", new_values."country", new_values."created", new_values."created_by", new_values."description", new_values."email", new_values."entity_id", new_values."first_name", new_values."homepage", new_values."key", new_values."last_name", new_values."modified", new_values."modified_by", new_values."organization", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."phone", new_values."position", new_values."postal_code", new_values."primary", new_values."province", new_values."salutation", new_values."type", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b1d57fdb0a49b93ce54965eb87b38cdbb5116809",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62f2e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationcontact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationcontactevent" ("address", "city", "country", "created", "created_by", "description", "email", "entity_id", "first_name", "homepage", "key", "last_name", "modified", "modified_by", "organization", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "postal_code", "primary", "province", "salutation", "type", "user_id") SELECT old_values."address", old_values."city", old_values."country", old_values."created", old_values."created_by", old_values."description", old_values."email", old_values."entity_id", old_values."first_name", old_values."homepage", old_values."key", old_values."last_name", old_values."modified", old_values."modified_by", old_values."organization", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."phone", old_values."position", old_values."postal_code", old_values."primary", old_values."province", old_values."salutation", old_values."type", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e0d6baa7535344605cacf4c0f1a94748175ff3c0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8cbdb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationcontact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a83dcacba91636d51d0fd1b2a2db4e40c0c0bc58",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_af857",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ab3ef27214a1846d7cd265c4213d4b45752585e1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ab5a8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationeditor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationeditorevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="926a0ee81e282af59ee2fcf727d8a9e811359ab2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cd303",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationeditor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4f5c4150f5b3317ccffa9b97e6ae4c2bd1475b5a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_46c09",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT new_values."created", new_values."created_by", new_values."description", new_values."entity_id", new_values."key", new_values."modified", new_values."modified_by", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="735170d1fadd7453fe66c5b4345e98dcaf6057a3",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7654",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationendpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationendpointevent" ("created", "created_by", "description", "entity_id", "key", "modified", "modified_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type", "url") SELECT old_values."created", old_values."created_by", old_values."description", old_values."entity_id", old_values."key", old_values."modified", old_values."modified_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="53122869ff96255ff75d1029eda6cfaf594e540a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_04cfb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationendpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6634b32b0bcbdffedd870d14f552f2a418863598",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_666cd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5cd9a139db16760a6fe666a79b43498ddadd99ed",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3dbf",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationendpointmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationendpointmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e7f266a9cec6a2c9c06356751924a49683d8c2f3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0585",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationendpointmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f451432c14263f27e1e37227b8b1db849e4d6be0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bdddd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."identifier", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="940c581330c6a0c915d33a1b7018b7a2b3374dfc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c300a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationidentifierevent" ("created", "created_by", "entity_id", "identifier", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "type") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."identifier", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bb8fc9feb40626980db5cba3e52f8effbdfc5878",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_59dcf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f753f1f120719fb95895fd3838883c7bec6b4a1a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fd057",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", new_values."name", new_values."namespace", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="145f8c3bf0afd3b515e071827ea4e51c1cf4c114",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_09fde",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationmachinetag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationmachinetagevent" ("created", "created_by", "entity_id", "key", "name", "namespace", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", old_values."name", old_values."namespace", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f801c9744b866b36033646cb54bf27b0c9f6b804",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5975c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationmachinetag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationtag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationtagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e26b43be3bf0cdc4cb242210d05ea52184496407",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c9f32",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="entities_organizationtag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationtag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationtagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT new_values."created", new_values."created_by", new_values."entity_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."key", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."key") = (new_values."key") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4ed27754f816761d45d3e6c5769a72d1e1fc141b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eab4e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="entities_organizationtag",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organizationtag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "entities_organizationtagevent" ("created", "created_by", "entity_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") SELECT old_values."created", old_values."created_by", old_values."entity_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."key", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a30286b9dd40c04075296025b34ef13e493116c5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aa96f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="entities_organizationtag",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
