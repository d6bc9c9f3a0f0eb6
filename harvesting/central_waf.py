"""The central WAF: the last good copy of each document, by organization, for any harvester (harvest contract 3).

Copies are no files. Their bytes are those that the database holds for the datasets, and are widened when they are sent:
a document and its dataset change in one transaction, so a reader sees the old or the new version and nothing between;
any number of web servers serve the same; a backup of the database has everything; and nothing can differ from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1, sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, Length, RowNumber
from django.urls import reverse

from entities.models import FieldProvenance, MetadataDocument, Organization
from harvesting.models import HarvestedDocument
from harvesting.protocols import Reference
from harvesting.republishing import VERSION, served_copy
from harvesting.vocabulary import HarvestType

SUFFIX = ".xml"
LONGEST_NAME = 200
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\?#%&"<>|:*]+')


def file_name(harvest_type: str, reference: Reference, file_id: str) -> str:
    """What the copy is called: of a WAF's document the SHA-1 of its link, of ERDDAP's its own name, of a CSW's its
    identifier, with `/` replaced by `_`."""
    if harvest_type == HarvestType.ERDDAP_WAF:
        name = reference.url.partition("?")[0].rpartition("/")[2] if not reference.name else reference.name
    elif harvest_type == HarvestType.CSW:
        name = reference.name or file_id
    else:
        name = ""
    fit = _UNFIT.sub("_", name).strip(". ").removesuffix(SUFFIX)
    if not fit or len(fit) > LONGEST_NAME:
        fit = sha1(reference.url.encode(), usedforsecurity=False).hexdigest()
    return fit + SUFFIX


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the index of its organization lists it; `size` is that of the original, in bytes."""

    name: str
    modified: datetime
    size: int
    title: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that is served, without its bytes; `key` finds them."""

    pk: int
    key: int | None
    digest: str
    modified: datetime

    @property
    def etag(self) -> str:
        """Stands for the widened copy of these bytes."""
        return f'"{self.digest[:32]}-{VERSION}"'


def organizations() -> "QuerySet[Any]":
    """Organizations that have a copy, by title, with `copies` and `last_change`."""
    served = HarvestedDocument.objects.served().filter(source__organization=OuterRef("pk"))
    numbers = served.order_by().values("source__organization").annotate(number=Count("pk")).values("number")
    latest = served.order_by("-update_time").values("update_time")[:1]
    found = Organization.objects.filter(Exists(served)).only("key", "title")
    return found.annotate(copies=Subquery(numbers), last_change=Subquery(latest)).order_by("title", "key")


def listing(organization: UUID) -> Iterator[Listed]:
    """All copies of an organization, by name. Of two sources' documents of one name the younger one's has a number."""
    rows = _sized(_named(organization)).order_by("file_name", "pk")
    for row in rows.values("pk", "file_name", "place", "moment", "length", "title").iterator():
        name = row["file_name"] if row["place"] == 1 else _numbered(row["file_name"], row["pk"])
        yield Listed(name, row["moment"], row["length"], row["title"])


def find(organization: UUID, name: str) -> Copy | None:
    """The copy of that name; None where there is none any more."""
    rows = HarvestedDocument.objects.served().filter(source__organization=organization)
    found = rows.filter(file_name=name).order_by("pk").first()
    if found is None and (number := re.fullmatch(r"(.+)\.(\d{1,18})\.xml", name)):
        found = rows.filter(pk=int(number[2]), file_name=number[1] + SUFFIX).first()
    return _copy(found) if found else None


def original(copy: Copy) -> bytes:
    """The bytes as they came from the source."""
    if copy.key is not None:
        return bytes(MetadataDocument.objects.values_list("content", flat=True).get(pk=copy.key))
    return bytes(HarvestedDocument.objects.values_list("content", flat=True).get(pk=copy.pk) or b"")


def content(copy: Copy) -> bytes:
    """The bytes that are served."""
    return served_copy(original(copy))


def record_path(document: HarvestedDocument) -> str | None:
    """The path of a document's copy; None where there is none (it could never be read, or is not public)."""
    source, dataset = document.source, document.dataset
    has_copy = document.is_service or (dataset is not None and dataset.deleted is None)
    if not (has_copy and document.file_name and source.publish) or source.is_deleted or document.removed:
        return None
    has_elder = getattr(document, "has_elder", None)
    if has_elder is None:
        has_elder = _elders(source.organization_id, document.file_name, document.pk).exists()
    name = _numbered(document.file_name, document.pk) if has_elder else document.file_name
    return reverse("waf-document", args=[source.organization_id, name])


def record_url(document: HarvestedDocument) -> str | None:
    """The address of a document's copy (`record_url` of harvest contract 1)."""
    path = record_path(document)
    return f"{settings.PORTAL_URL}{path}" if path else None


def original_path(document: HarvestedDocument) -> str | None:
    """The path of the original bytes of a document that has a copy."""
    path = record_path(document)
    return reverse("waf-original", args=[document.source.organization_id, path.rpartition("/")[2]]) if path else None


def with_places(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Documents with `has_elder`, by which `record_path` needs no statement for each of them."""
    elders = _elders(OuterRef("source__organization"), OuterRef("file_name"), OuterRef("pk"))
    return rows.annotate(has_elder=Exists(elders))


def _elders(organization: Any, name: Any, pk: Any) -> "QuerySet[HarvestedDocument]":
    """Documents that were there first under the name."""
    served = HarvestedDocument.objects.served()
    return served.filter(source__organization=organization, file_name=name, pk__lt=pk)


def _numbered(name: str, pk: int) -> str:
    return f"{name.removesuffix(SUFFIX)}.{pk}{SUFFIX}"


def _named(organization: UUID) -> "QuerySet[HarvestedDocument]":
    rows = HarvestedDocument.objects.served().filter(source__organization=organization)
    return rows.annotate(place=Window(RowNumber(), partition_by=F("file_name"), order_by="pk"))


def _sized(rows: "QuerySet[HarvestedDocument]") -> Any:
    """With the time and size of what is served, without reading any bytes."""
    held = _held_documents(OuterRef("dataset"))
    size = held.annotate(length=Length("content")).values("length")[:1]
    is_service = Q(is_service=True)
    return rows.annotate(
        length=Case(When(is_service, then=Length("content")), default=Coalesce(Subquery(size), Value(0))),
        moment=Case(
            When(is_service, then=F("update_time")), default=Coalesce(held.values("modified")[:1], "update_time")
        ),
    )


def _held_documents(dataset: Any) -> "QuerySet[MetadataDocument]":
    """The documents of a dataset, in whichever format, that which its source brought first."""
    brought = FieldProvenance.objects.filter(dataset=OuterRef("dataset"), digest=OuterRef("digest"))
    rows = MetadataDocument.objects.filter(dataset=dataset).annotate(is_brought=Exists(brought))
    return rows.order_by("-is_brought", "-modified", "-pk")


def _copy(document: HarvestedDocument) -> Copy | None:
    if document.is_service:
        digest = sha256(bytes(document.content or b"")).hexdigest()
        return Copy(document.pk, None, digest, document.update_time)
    held = _held_documents(document.dataset_id).values("pk", "digest", "modified").first()
    return Copy(document.pk, held["pk"], held["digest"], held["modified"]) if held else None
