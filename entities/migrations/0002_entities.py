import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import entities.models.fields
from entities.migrations._together import Together


class Migration(migrations.Migration):
    dependencies = [("entities", "0001_accounts")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Node",
                    fields=[
                        (
                            "key",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
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
                        ("rendered", models.TextField(default="", editable=False)),
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
                        "ordering": ["-created", "key"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted", None)), fields=["-created", "key"], name="node_live"
                            ),
                            models.Index(fields=["modified"], name="node_changed"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organization",
                    fields=[
                        (
                            "key",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
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
                        ("rendered", models.TextField(default="", editable=False)),
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
                            "endorsing_node",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organizations",
                                to="entities.node",
                            ),
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
                        "ordering": ["-created", "key"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted", None)),
                                fields=["-created", "key"],
                                name="organization_live",
                            ),
                            models.Index(fields=["modified"], name="organization_changed"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("endorsed", None), ("endorsement_status", "ENDORSED"), _connector="OR"
                                ),
                                name="organization_endorsed_only_with_status",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Installation",
                    fields=[
                        (
                            "key",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
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
                        ("rendered", models.TextField(default="", editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="installations",
                                to="entities.organization",
                            ),
                        ),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("disabled", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["-created", "key"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted", None)),
                                fields=["-created", "key"],
                                name="installation_live",
                            ),
                            models.Index(fields=["modified"], name="installation_changed"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatasetCategory",
                    fields=[
                        ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                        ("is_deprecated", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name_plural": "dataset categories",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="Dataset",
                    fields=[
                        (
                            "key",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
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
                        ("rendered", models.TextField(default="", editable=False)),
                        (
                            "parent_dataset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="constituents",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "duplicate_of_dataset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicates",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "installation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="datasets",
                                to="entities.installation",
                            ),
                        ),
                        (
                            "publishing_organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="datasets",
                                to="entities.organization",
                            ),
                        ),
                        ("doi", entities.models.fields.DoiField(blank=True, db_index=True, null=True)),
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
                        ("metadata", entities.models.fields.JsonTextField(default="", editable=False)),
                        (
                            "rendered_item",
                            entities.models.fields.StringField(editable=False, longest=None, null=True, shortest=1),
                        ),
                    ],
                    options={
                        "ordering": ["-created", "key"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted", None)), fields=["-created", "key"], name="dataset_live"
                            ),
                            models.Index(fields=["modified"], name="dataset_changed"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MetadataDocument",
                    fields=[
                        ("key", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "dataset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="entities.dataset",
                            ),
                        ),
                        ("type", entities.models.fields.ConstantField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("digest", models.CharField(max_length=64)),
                        ("created_by", models.CharField(max_length=255)),
                        ("modified_by", models.CharField(max_length=255)),
                        ("created", models.DateTimeField()),
                        ("modified", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("dataset", "type"), name="metadata_document_once_per_type")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Network",
                    fields=[
                        (
                            "key",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
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
                        ("rendered", models.TextField(default="", editable=False)),
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
                        (
                            "datasets",
                            models.ManyToManyField(
                                related_name="networks", through="entities.NetworkConstituent", to="entities.dataset"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-created", "key"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted", None)), fields=["-created", "key"], name="network_live"
                            ),
                            models.Index(fields=["modified"], name="network_changed"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NetworkConstituent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="constituents",
                                to="entities.network",
                            ),
                        ),
                        (
                            "dataset",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="entities.dataset",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("network", "dataset"), name="network_constituent_once")
                        ],
                    },
                ),
            ]
        ),
    ]
