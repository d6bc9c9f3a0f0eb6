import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import entities.models.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "user_name",
                    models.CharField(
                        max_length=64,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9_.-]{3,64}\\Z", "3 to 64 of a-z, 0-9, '_', '.', '-'"
                            )
                        ],
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("first_name", models.CharField(blank=True, max_length=255)),
                ("last_name", models.CharField(blank=True, max_length=255)),
                (
                    "roles",
                    entities.models.fields.StringListField(
                        base_field=models.TextField(blank=True), blank=True, default=list, size=None, uris=False
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("email_verified", models.BooleanField(default=False)),
                ("approved", models.BooleanField(default=False)),
                ("settings", models.JSONField(blank=True, default=dict)),
                ("system_settings", models.JSONField(blank=True, default=dict)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("deleted", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("user_name",),
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="user_email_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NamespaceRight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namespace_rights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("namespace", models.CharField(max_length=255)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("created_by", models.CharField(max_length=255)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "namespace"), name="namespace_right_once")],
            },
        ),
    ]
