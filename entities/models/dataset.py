"""Datasets: what the registry is about."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models

from entities.models.components import (
    Comment,
    Contact,
    Editor,
    Endpoint,
    Identifier,
    MachineTag,
    Tag,
    with_components,
)
from entities.models.entity import UNTRACKED, Entity
from entities.models.fields import (
    ConstantField,
    DoiField,
    JsonTextField,
    LanguageField,
    LicenseField,
    StringField,
    StringListField,
    WebAddressField,
)
from entities.models.history import tracked
from entities.models.installation import Installation
from entities.models.organization import Organization
from entities.models.querysets import DatasetQuerySet
from entities.vocabulary import DatasetSubtype, DatasetType, License, MaintenanceUpdateFrequency

METADATA_LISTS = (
    "bibliographicCitations", "curatorialUnits", "taxonomicCoverages", "geographicCoverages", "temporalCoverages",
    "keywordCollections", "countryCoverage", "collections", "dataDescriptions",
)  # fmt: skip
"""Fields read from metadata documents that are lists: present and empty where there is nothing (contract 3.6)."""

METADATA_FIELDS = (
    "bibliographicCitations", "curatorialUnits", "taxonomicCoverages", "geographicCoverageDescription",
    "geographicCoverages", "temporalCoverages", "keywordCollections", "project", "samplingDescription",
    "countryCoverage", "collections", "dataDescriptions", "dataLanguage", "purpose", "introduction", "gettingStarted",
    "acknowledgements", "additionalInfo", "pubDate",
)  # fmt: skip
"""All fields that come from the preferred metadata document only, in the order of the JSON."""


def _live_index(*fields: str, name: str, include: tuple[str, ...] = (), **condition: Any) -> models.Index:
    """An index of live datasets by the fields, in the order of lists."""
    live = models.Q(deleted=None, **condition)
    return models.Index(fields=[*fields, "-created", "key"], include=include or None, condition=live, name=name)


class DatasetCategory(models.Model):
    """A concept of the managed vocabulary of categories; a deprecated one is refused in new values."""

    name = models.CharField(max_length=100, primary_key=True)
    is_deprecated = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "dataset categories"

    def __str__(self) -> str:
        return self.name


@with_components(Contact, Endpoint, Identifier, Tag, MachineTag, Comment, Editor)
class Dataset(Entity):
    """A dataset, or a description of one (contract 3.6).

    `metadata` holds the fields that its preferred metadata document gave, as JSON text in the contract's key order;
    `rendered_item` is the JSON of a single read where it differs from that of lists (sanitised description).
    """

    slug = "dataset"
    json_fields = (
        "key", "parent_dataset", "duplicate_of_dataset", "installation", "publishing_organization", "network_keys",
        "doi", "version", "external", "num_constituents", "type", "subtype", "short_name", "title", "alias",
        "abbreviation", "description", "language", "homepage", "logo_url", "citation", "contacts_citation", "rights",
        "locked_for_auto_update", "created_by", "modified_by", "created", "modified", "deleted", "contacts",
        "endpoints", "machine_tags", "tags", "identifiers", "comments", "metadata", "maintenance_update_frequency",
        "maintenance_description", "license", "dwca", "category",
    )  # fmt: skip
    writable_fields = (
        "parent_dataset", "duplicate_of_dataset", "installation", "publishing_organization", "doi", "version",
        "external", "type", "subtype", "short_name", "title", "alias", "abbreviation", "description", "language",
        "homepage", "logo_url", "citation", "rights", "locked_for_auto_update", "maintenance_update_frequency",
        "maintenance_description", "license", "category",
    )  # fmt: skip
    editor_paths = (
        "editors",
        "publishing_organization__editors",
        "publishing_organization__endorsing_node__editors",
        "installation__editors",
        "installation__organization__editors",
        "installation__organization__endorsing_node__editors",
    )

    created_below = "publishing_organization"
    names = ("title", "alias", "abbreviation")
    texts = ("type", "subtype", "description", "homepage", "citation_text")

    parent_dataset = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="constituents"
    )
    duplicate_of_dataset = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    installation = models.ForeignKey(Installation, on_delete=models.PROTECT, related_name="datasets")
    publishing_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="datasets")
    doi = DoiField(null=True, blank=True, db_index=True)
    version = StringField(null=True, blank=True, longest=10)
    external = models.BooleanField(default=False)
    type = ConstantField(vocabulary=DatasetType, null=True, blank=True)
    subtype = ConstantField(vocabulary=DatasetSubtype, null=True, blank=True)
    short_name = StringField(null=True, blank=True)
    alias = StringField(null=True, blank=True, shortest=2, longest=50)
    abbreviation = StringField(null=True, blank=True, longest=50)
    language = LanguageField(default="eng")
    homepage = WebAddressField(null=True, blank=True)
    logo_url = WebAddressField(null=True, blank=True)
    citation_text = StringField(null=True, blank=True)
    citation_identifier = StringField(null=True, blank=True, longest=100)
    citation_provided_by_source = models.BooleanField(default=False)
    rights = StringField(null=True, blank=True)
    locked_for_auto_update = models.BooleanField(default=False)
    license = LicenseField(default=License.CC_BY_4_0)
    maintenance_update_frequency = ConstantField(vocabulary=MaintenanceUpdateFrequency, null=True, blank=True)
    maintenance_description = StringField(null=True, blank=True)
    category = StringListField(null=True, default=None)
    dwca_core_type = StringField(null=True, blank=True, editable=False)
    dwca_extensions = StringListField(editable=False)
    dwca_modified = models.DateTimeField(null=True, blank=True, editable=False)
    metadata = JsonTextField(editable=False, default="")
    rendered_item = StringField(null=True, editable=False)

    objects = DatasetQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Entity.Meta):
        # Lists below another entity, and those that leave much out, are counted and paged without touching the rows.
        indexes: ClassVar[list[models.Index]] = [
            *Entity.Meta.indexes,
            _live_index("publishing_organization", name="dataset_published"),
            _live_index("installation", name="dataset_served", include=("publishing_organization",)),
            _live_index("type", name="dataset_typed"),
            _live_index("parent_dataset", name="dataset_constituents", parent_dataset__isnull=False),
            _live_index(name="dataset_duplicates", duplicate_of_dataset__isnull=False),
            GinIndex(fields=["category"], name="dataset_category"),
        ]

    def clean(self) -> None:
        """Rules of a new value; real registries hold older rows that break them."""
        if self.duplicate_of_dataset_id is not None and self.duplicate_of_dataset_id == self.pk:
            raise ValidationError({"duplicate_of_dataset": "must not be the dataset itself"})


tracked(Dataset, exclude=(*UNTRACKED, "rendered_item", "metadata"))
