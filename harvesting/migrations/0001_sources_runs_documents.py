import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import harvesting.models.source
from entities.migrations._together import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [("entities", "0005_wide_texts_are_compressed_by_lz4"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="HarvestSource",
                    fields=[
                        (
                            "identifier",
                            models.CharField(
                                default=harvesting.models.source.new_identifier,
                                editable=False,
                                max_length=17,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(max_length=500, validators=[django.core.validators.MinLengthValidator(2)]),
                        ),
                        ("url", models.URLField(max_length=2000, verbose_name="URL")),
                        (
                            "harvest_type",
                            models.CharField(
                                choices=[
                                    ("WAF", "Web accessible folder"),
                                    ("ERDDAP-WAF", "ERDDAP metadata folder"),
                                    ("CSW", "Catalogue service (CSW 2.0.2)"),
                                    ("IPT", "Integrated publishing toolkit"),
                                    ("DWC_ARCHIVE", "Darwin Core Archive"),
                                    ("OAI-PMH", "OAI-PMH"),
                                ],
                                default="WAF",
                                max_length=16,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="harvest_sources",
                                to="entities.organization",
                            ),
                        ),
                        (
                            "installation",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="harvest_sources",
                                to="entities.installation",
                            ),
                        ),
                        ("publish", models.BooleanField(default=False, verbose_name="published")),
                        (
                            "interval",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(3650),
                                ],
                                verbose_name="interval in days",
                            ),
                        ),
                        ("contact", models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail")),
                        (
                            "connections",
                            models.PositiveSmallIntegerField(
                                default=6,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(32),
                                ],
                            ),
                        ),
                        (
                            "allowed_hosts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=255), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "document_limit",
                            models.PositiveIntegerField(
                                default=10000,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100000),
                                ],
                            ),
                        ),
                        (
                            "downstream_url",
                            models.URLField(blank=True, max_length=2000, verbose_name="downstream catalogue"),
                        ),
                        ("next_run", models.DateTimeField(blank=True, editable=False, null=True)),
                        ("last_started", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "last_outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("QUEUED", "queued"),
                                    ("RUNNING", "running"),
                                    ("OK", "ok"),
                                    ("FAILED", "failed"),
                                    ("CANCELLED", "cancelled"),
                                ],
                                editable=False,
                                max_length=16,
                            ),
                        ),
                        ("last_record_count", models.PositiveIntegerField(editable=False, null=True)),
                        ("last_good_count", models.PositiveIntegerField(editable=False, null=True)),
                        ("last_bad_count", models.PositiveIntegerField(editable=False, null=True)),
                        ("created", models.DateTimeField(editable=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "ordering": ("name", "identifier"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted", None), ("publish", True)),
                                fields=["next_run"],
                                name="harvest_source_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("deleted", None)),
                                fields=("url",),
                                name="harvest_source_url_once",
                                violation_error_message="Another harvest source has this URL.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interval__gte", 1)), name="harvest_source_interval"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("connections__gte", 1), ("connections__lte", 32)),
                                name="harvest_source_connections",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HarvestSourceEvent",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                related_query_name="events",
                                to="harvesting.harvestsource",
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
                        (
                            "identifier",
                            models.CharField(
                                default=harvesting.models.source.new_identifier,
                                editable=False,
                                max_length=17,
                                serialize=False,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(max_length=500, validators=[django.core.validators.MinLengthValidator(2)]),
                        ),
                        ("url", models.URLField(max_length=2000, verbose_name="URL")),
                        (
                            "harvest_type",
                            models.CharField(
                                choices=[
                                    ("WAF", "Web accessible folder"),
                                    ("ERDDAP-WAF", "ERDDAP metadata folder"),
                                    ("CSW", "Catalogue service (CSW 2.0.2)"),
                                    ("IPT", "Integrated publishing toolkit"),
                                    ("DWC_ARCHIVE", "Darwin Core Archive"),
                                    ("OAI-PMH", "OAI-PMH"),
                                ],
                                default="WAF",
                                max_length=16,
                                verbose_name="type",
                            ),
                        ),
                        ("publish", models.BooleanField(default=False, verbose_name="published")),
                        (
                            "interval",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(3650),
                                ],
                                verbose_name="interval in days",
                            ),
                        ),
                        ("contact", models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail")),
                        (
                            "connections",
                            models.PositiveSmallIntegerField(
                                default=6,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(32),
                                ],
                            ),
                        ),
                        (
                            "allowed_hosts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=255), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "document_limit",
                            models.PositiveIntegerField(
                                default=10000,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100000),
                                ],
                            ),
                        ),
                        (
                            "downstream_url",
                            models.URLField(blank=True, max_length=2000, verbose_name="downstream catalogue"),
                        ),
                        ("created", models.DateTimeField(editable=False)),
                        ("created_by", models.CharField(editable=False, max_length=255)),
                        ("modified", models.DateTimeField(editable=False)),
                        ("modified_by", models.CharField(editable=False, max_length=255)),
                        ("deleted", models.DateTimeField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HarvestRun",
                    fields=[
                        ("fetched", models.PositiveIntegerField(default=0)),
                        ("created", models.PositiveIntegerField(default=0)),
                        ("updated", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("bad", models.PositiveIntegerField(default=0)),
                        ("good_count", models.PositiveIntegerField(default=0, verbose_name="without errors")),
                        ("bad_count", models.PositiveIntegerField(default=0, verbose_name="with errors")),
                        (
                            "key",
                            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="runs",
                                to="harvesting.harvestsource",
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[("SCHEDULE", "schedule"), ("MANUAL", "by hand"), ("COMMAND", "command line")],
                                max_length=16,
                            ),
                        ),
                        ("requested_by", models.CharField(max_length=255)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("QUEUED", "queued"),
                                    ("RUNNING", "running"),
                                    ("OK", "ok"),
                                    ("FAILED", "failed"),
                                    ("CANCELLED", "cancelled"),
                                ],
                                default="QUEUED",
                                max_length=16,
                            ),
                        ),
                        ("token", models.UUIDField(null=True)),
                        ("heartbeat", models.DateTimeField(null=True)),
                        ("sent", models.DateTimeField(null=True)),
                        ("interruptions", models.PositiveSmallIntegerField(default=0)),
                        ("queued", models.DateTimeField()),
                        ("started", models.DateTimeField(null=True)),
                        ("listed", models.DateTimeField(null=True)),
                        ("finished", models.DateTimeField(null=True)),
                        ("listing_digest", models.CharField(blank=True, max_length=64)),
                        ("found", models.PositiveIntegerField(default=0)),
                        ("removed", models.PositiveIntegerField(default=0)),
                        ("failure_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("failure_message", models.TextField(blank=True)),
                        ("missing", models.PositiveIntegerField(default=0, verbose_name="missing from the listing")),
                        ("removal_confirmed_by", models.CharField(blank=True, max_length=255)),
                    ],
                    options={
                        "ordering": ("-queued", "key"),
                        "get_latest_by": "queued",
                        "indexes": [
                            models.Index(fields=["source", "-queued"], name="harvest_run_history"),
                            models.Index(
                                condition=models.Q(("state__in", ("QUEUED", "RUNNING"))),
                                fields=["state"],
                                name="harvest_run_active",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("QUEUED", "RUNNING"))),
                                fields=("source",),
                                name="harvest_run_one_active",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "OK"), _negated=True),
                                    models.Q(
                                        (
                                            "found",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("created"), "+", models.F("updated")
                                                    ),
                                                    "+",
                                                    models.F("unchanged"),
                                                ),
                                                "+",
                                                models.F("bad"),
                                            ),
                                        ),
                                        (
                                            "found",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("good_count"), "+", models.F("bad_count")
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="harvest_run_counts_add_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HarvestLane",
                    fields=[
                        ("token", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lanes",
                                to="harvesting.harvestrun",
                            ),
                        ),
                        ("host", models.CharField(max_length=255)),
                        ("connections", models.PositiveSmallIntegerField(default=0)),
                        ("heartbeat", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["host"], name="harvest_lane_host")],
                    },
                ),
                migrations.CreateModel(
                    name="HarvestBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fetched", models.PositiveIntegerField(default=0)),
                        ("created", models.PositiveIntegerField(default=0)),
                        ("updated", models.PositiveIntegerField(default=0)),
                        ("unchanged", models.PositiveIntegerField(default=0)),
                        ("bad", models.PositiveIntegerField(default=0)),
                        ("good_count", models.PositiveIntegerField(default=0, verbose_name="without errors")),
                        ("bad_count", models.PositiveIntegerField(default=0, verbose_name="with errors")),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="batches",
                                to="harvesting.harvestrun",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("references", models.JSONField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("OPEN", "open"), ("CLAIMED", "claimed"), ("DONE", "done")],
                                default="OPEN",
                                max_length=16,
                            ),
                        ),
                        ("token", models.UUIDField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("deferred", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ("run", "number"),
                        "constraints": [models.UniqueConstraint(fields=("run", "number"), name="harvest_batch_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HarvestedDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="harvesting.harvestsource",
                            ),
                        ),
                        ("identity", models.TextField()),
                        ("file_id", models.TextField(blank=True)),
                        ("url", models.TextField()),
                        ("title", models.TextField()),
                        ("description", models.TextField(blank=True)),
                        ("services", models.JSONField(default=list)),
                        ("validation_errors", models.JSONField(default=list)),
                        ("metadata_date", models.TextField(blank=True)),
                        ("hash_val", models.CharField(blank=True, max_length=64)),
                        ("etag", models.TextField(blank=True)),
                        ("last_modified", models.TextField(blank=True)),
                        ("content", models.BinaryField(null=True)),
                        ("readable", models.BooleanField(default=False)),
                        ("contested", models.BooleanField(default=False)),
                        (
                            "dataset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="harvested_documents",
                                to="entities.dataset",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("CREATED", "created"),
                                    ("UPDATED", "updated"),
                                    ("UNCHANGED", "unchanged"),
                                    ("BAD", "bad"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("failure", models.TextField(blank=True)),
                        ("update_time", models.DateTimeField()),
                        ("fetched", models.DateTimeField(null=True)),
                        (
                            "last_run",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="documents",
                                to="harvesting.harvestrun",
                            ),
                        ),
                        ("last_seen", models.DateTimeField()),
                        ("missing_since", models.DateTimeField(blank=True, null=True)),
                        ("removed", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("source", "title", "pk"),
                        "indexes": [models.Index(fields=["source", "url"], name="harvested_document_url")],
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "identity"), name="harvested_document_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("dataset__isnull", False)),
                                fields=("dataset",),
                                name="harvested_document_own_dataset",
                            ),
                        ],
                    },
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="harvestsource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "harvesting_harvestsourceevent" ("allowed_hosts", "connections", "contact", "created", "created_by", "deleted", "document_limit", "downstream_url", "harvest_type", "identifier", "installation_id", "interval", "modified", "modified_by", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish", "url") SELECT new_values."allowed_hosts", new_values."connections", new_values."contact", new_values."created", new_values."created_by", new_values."deleted", new_values."document_limit", new_values."downstream_url", new_values."harvest_type", new_values."identifier", new_values."installation_id", new_values."interval", new_values."modified", new_values."modified_by", new_values."name", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."identifier", new_values."publish", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="97dea583c9a5889727ee8f91529b8b7bd77cd4c5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f160f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="harvesting_harvestsource",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="harvestsource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "harvesting_harvestsourceevent" ("allowed_hosts", "connections", "contact", "created", "created_by", "deleted", "document_limit", "downstream_url", "harvest_type", "identifier", "installation_id", "interval", "modified", "modified_by", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish", "url") SELECT new_values."allowed_hosts", new_values."connections", new_values."contact", new_values."created", new_values."created_by", new_values."deleted", new_values."document_limit", new_values."downstream_url", new_values."harvest_type", new_values."identifier", new_values."installation_id", new_values."interval", new_values."modified", new_values."modified_by", new_values."name", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."identifier", new_values."publish", new_values."url" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."identifier") = (new_values."identifier") WHERE (old_values."allowed_hosts" IS DISTINCT FROM (new_values."allowed_hosts") OR old_values."connections" IS DISTINCT FROM (new_values."connections") OR old_values."contact" IS DISTINCT FROM (new_values."contact") OR old_values."created" IS DISTINCT FROM (new_values."created") OR old_values."created_by" IS DISTINCT FROM (new_values."created_by") OR old_values."deleted" IS DISTINCT FROM (new_values."deleted") OR old_values."document_limit" IS DISTINCT FROM (new_values."document_limit") OR old_values."downstream_url" IS DISTINCT FROM (new_values."downstream_url") OR old_values."harvest_type" IS DISTINCT FROM (new_values."harvest_type") OR old_values."identifier" IS DISTINCT FROM (new_values."identifier") OR old_values."installation_id" IS DISTINCT FROM (new_values."installation_id") OR old_values."interval" IS DISTINCT FROM (new_values."interval") OR old_values."modified" IS DISTINCT FROM (new_values."modified") OR old_values."modified_by" IS DISTINCT FROM (new_values."modified_by") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."publish" IS DISTINCT FROM (new_values."publish") OR old_values."url" IS DISTINCT FROM (new_values."url")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="19af8968d87d563d2797aea0380d45eda355ff6d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fd03a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="harvesting_harvestsource",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="harvestsource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "harvesting_harvestsourceevent" ("allowed_hosts", "connections", "contact", "created", "created_by", "deleted", "document_limit", "downstream_url", "harvest_type", "identifier", "installation_id", "interval", "modified", "modified_by", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish", "url") SELECT old_values."allowed_hosts", old_values."connections", old_values."contact", old_values."created", old_values."created_by", old_values."deleted", old_values."document_limit", old_values."downstream_url", old_values."harvest_type", old_values."identifier", old_values."installation_id", old_values."interval", old_values."modified", old_values."modified_by", old_values."name", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."identifier", old_values."publish", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3fad222fc62a2a22a9f6d926e9b2b210897c4953",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3694c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="harvesting_harvestsource",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
