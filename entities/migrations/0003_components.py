import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import entities.models.fields
from entities.migrations._together import Together


class Migration(migrations.Migration):
    dependencies = [("entities", "0002_entities")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="NodeDirectoryContact",
                    fields=[
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
                        ("row", models.BigAutoField(primary_key=True, serialize=False)),
                        ("key", models.BigIntegerField()),
                        ("modified", models.DateTimeField(editable=False, null=True)),
                        ("position_in_list", models.PositiveIntegerField(default=0)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="entities.node"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position_in_list", "row"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEndpoint",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endpoints",
                                to="entities.node",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEndpointMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.nodeendpoint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeIdentifier",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="entities.node",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["identifier", "type"], name="nodeidentifier_value")],
                    },
                ),
                migrations.CreateModel(
                    name="NodeTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="entities.node"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.node",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["namespace", "name", "value"], name="nodemachinetag_triple")],
                    },
                ),
                migrations.CreateModel(
                    name="NodeComment",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="entities.node"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NodeEditor",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="editors", to="entities.node"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("entity", "user"), name="nodeeditor_once")],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationContact",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("created", "key"),
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("primary", True)),
                                fields=("entity", "type"),
                                name="organizationcontact_primary",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEndpoint",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endpoints",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEndpointMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.organizationendpoint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationIdentifier",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["identifier", "type"], name="organizationidentifier_value")],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["namespace", "name", "value"], name="organizationmachinetag_triple")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationComment",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationEditor",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editors",
                                to="entities.organization",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("entity", "user"), name="organizationeditor_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstallationContact",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("created", "key"),
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("primary", True)),
                                fields=("entity", "type"),
                                name="installationcontact_primary",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEndpoint",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endpoints",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEndpointMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.installationendpoint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationIdentifier",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["identifier", "type"], name="installationidentifier_value")],
                    },
                ),
                migrations.CreateModel(
                    name="InstallationTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["namespace", "name", "value"], name="installationmachinetag_triple")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstallationComment",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstallationEditor",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editors",
                                to="entities.installation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("entity", "user"), name="installationeditor_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatasetContact",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("created", "key"),
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("primary", True)),
                                fields=("entity", "type"),
                                name="datasetcontact_primary",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEndpoint",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endpoints",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEndpointMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.datasetendpoint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetIdentifier",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["identifier", "type"], name="datasetidentifier_value")],
                    },
                ),
                migrations.CreateModel(
                    name="DatasetTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="entities.dataset"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["namespace", "name", "value"], name="datasetmachinetag_triple")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatasetComment",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DatasetEditor",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editors",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("entity", "user"), name="dataseteditor_once")],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkContact",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="entities.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("created", "key"),
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("primary", True)),
                                fields=("entity", "type"),
                                name="networkcontact_primary",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEndpoint",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
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
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="endpoints",
                                to="entities.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEndpointMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.networkendpoint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkIdentifier",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("identifier", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="entities.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["identifier", "type"], name="networkidentifier_value")],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("value", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="entities.network"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkMachineTag",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("namespace", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("name", entities.models.fields.StringField(db_collation="C", longest=255, shortest=1)),
                        ("value", entities.models.fields.StringField(db_collation="C", longest=700, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="machine_tags",
                                to="entities.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("namespace", "name", "value", "key"),
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["namespace", "name", "value"], name="networkmachinetag_triple")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkComment",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("content", entities.models.fields.StringField(longest=None, shortest=1)),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="entities.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NetworkEditor",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("created", models.DateTimeField(editable=False)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editors",
                                to="entities.network",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-created", "-key"),
                        "abstract": False,
                        "constraints": [models.UniqueConstraint(fields=("entity", "user"), name="networkeditor_once")],
                    },
                ),
            ]
        ),
    ]
