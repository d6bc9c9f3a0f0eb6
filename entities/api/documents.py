"""Metadata documents of datasets: sent, listed, read back as they came, and as the registry writes them (7.4)."""

from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import re_path

from entities import permissions
from entities.api.authentication import is_of_software
from entities.api.bodies import content_of
from entities.api.conditional import document_answer
from entities.api.conventions import JSON, TooLarge, UnsupportedMedia, empty_answer, value_answer
from entities.api.legacy.views import Owner, actor_of, caller_of
from entities.api.paging import parameters
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue, NotPermitted
from entities.metadata.xml import MAX_BYTES
from entities.models import Dataset, MetadataDocument
from entities.models.fields import instant_text
from entities.permissions import Actor
from entities.representation import read_uuid
from entities.services import generated, lifecycle, uploads
from entities.services.preference import DATA_PACKAGES
from entities.vocabulary import MetadataType

XML = "application/xml"
_XML_TYPES = (XML, "text/xml")
_MULTIPART = "multipart/form-data"
_ENVELOPE_BYTES = 64 * 1024
"""What the parts of a form may have around the document."""


class DatasetDocumentViewSet(RegistryViewSet):
    """The documents of one dataset."""

    model = Dataset

    def retrieve(self, request: HttpRequest, key: str) -> HttpResponse:
        """The dataset as EML, deleted or not; only GET is a read of everybody."""
        found = generated.eml(read_uuid(key))
        if found is None:
            raise self.unknown_uri()
        return document_answer(request, found.content, found.modified, XML)

    def list(self, request: HttpRequest, key: str) -> HttpResponse:
        """Entries of all documents, or of those of a type, best first."""
        dataset = self.existing(read_uuid(key))
        wanted = _metadata_type(parameters(request).get("type"))
        return value_answer([_entry(document) for document in uploads.entries(dataset.pk, wanted)])

    def create(self, request: HttpRequest, key: str) -> HttpResponse:
        """Keep a document; answers its entry, that of the present one where the bytes are the same."""
        dataset = cast(Dataset, self.stored(read_uuid(key)))
        content, wanted = _sent(request)
        document = uploads.upload(dataset, content, actor=self.actor, metadata_type=wanted)
        answer = value_answer(_entry(document), HTTPStatus.CREATED)
        answer.headers["Location"] = f"/v1/dataset/metadata/{document.key}"
        return answer

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Whoever may change the dataset."""
        permissions.require_change(self.actor, self.stored(read_uuid(kwargs["key"])))


class DocumentViewSet(RegistryViewSet):
    """One document by its number; `owner` is whose key and password were sent, None where a person calls."""

    model = Dataset
    owner: Owner | None = None

    def retrieve(self, request: HttpRequest, number: str) -> HttpResponse:
        """Its entry."""
        return value_answer(_entry(self._document(number)))

    def content(self, request: HttpRequest, number: str) -> HttpResponse:
        """Its bytes, exactly as they came."""
        document = self._document(number)
        media_type = JSON if document.type in DATA_PACKAGES else XML
        return document_answer(request, bytes(document.content), document.modified, media_type)

    def destroy(self, request: HttpRequest, number: str) -> HttpResponse:
        """Delete it for good."""
        uploads.remove(self._changeable(number), actor=self.actor)
        return empty_answer()

    def author(self) -> Actor:
        """Whoever may write, and the publishing software of its dataset (A.1)."""
        if self.caller is not None or not is_of_software(self.request):
            return super().author()
        self.owner = caller_of(self.request)
        return actor_of(self.owner)

    def check_allowed(self, request: HttpRequest, **kwargs: str) -> None:
        """Whoever may change its dataset."""
        document = self._changeable(kwargs["number"])
        permissions.require_change(self.actor, lifecycle.find(Dataset, document.dataset_id))

    def _document(self, number: str) -> MetadataDocument:
        document = self._found(number)
        if document is None:
            raise self.unknown_uri()
        return document

    def _found(self, number: str) -> MetadataDocument | None:
        if not (number.isascii() and number.isdigit()):
            raise self.unknown_uri()
        return uploads.find(int(number)) if len(number) < 19 else None

    def _changeable(self, number: str) -> MetadataDocument:
        """One that is not there looks to an editor as one without a right does; administrators are told (1.3)."""
        document, user = self._found(number), self.actor.user
        is_own = document is not None and (self.owner is None or self._is_of_owner(document.dataset))
        if not is_own and (user is None or not user.is_administrator):
            raise NotPermitted(f"User {self.actor.name} has no right to change this")
        return self._document(number) if document is None else document

    def _is_of_owner(self, dataset: Dataset) -> bool:
        return self.owner is not None and self.owner.pk in (dataset.publishing_organization_id, dataset.installation_id)


def _sent(request: HttpRequest) -> tuple[bytes, str | None]:
    """The document of the body and the type that is claimed for it."""
    media_type = (request.content_type or "").lower()
    if not media_type and not content_of(request, MAX_BYTES):
        raise MalformedValue("The body is empty")
    if media_type == _MULTIPART:
        return _of_form(request)
    if media_type not in (*_XML_TYPES, JSON) and not media_type.endswith("+xml"):
        raise UnsupportedMedia(f"The body must be {XML}, {JSON} or {_MULTIPART}")
    return content_of(request, MAX_BYTES), None


def _of_form(request: HttpRequest) -> tuple[bytes, str | None]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + _ENVELOPE_BYTES:
        raise TooLarge(f"The body is larger than {MAX_BYTES} bytes")
    try:
        fields, files = request.POST, request.FILES
    except (MultiPartParserError, SuspiciousOperation) as error:
        raise MalformedValue("The form cannot be read") from error
    wanted = _metadata_type(fields.get("metadataType"))
    described: Any = files.get("contentJson")
    descriptor = described.read() if described is not None else (fields.get("contentJson") or "").encode()
    if descriptor.strip():
        return descriptor, wanted
    part: Any = files.get("document")
    content: bytes = part.read() if part is not None else (fields.get("document") or "").encode()
    if len(content) > MAX_BYTES:
        raise TooLarge(f"The document is larger than {MAX_BYTES} bytes")
    return content, wanted


def _metadata_type(text: str | None) -> str | None:
    """The constant in any case; MalformedValue where there is no such type."""
    if not text:
        return None
    constant = text.strip().upper()
    if constant not in MetadataType.values:
        raise MalformedValue(f"Cannot parse {text[:60]!r} into a known MetadataType")
    return constant


def _entry(document: MetadataDocument) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "key": document.key,
        "datasetKey": str(document.dataset_id),
        "type": document.type,
        "createdBy": document.created_by,
        "modifiedBy": document.modified_by,
        "created": instant_text(document.created),
        "modified": instant_text(document.modified),
    }
    if document.type in DATA_PACKAGES:
        entry["contentJson"] = bytes(document.content).decode(errors="replace")
    return entry


DATASET_PATHS = [
    re_path(r"^metadata/(?P<number>[^/]+)/?$", DocumentViewSet.as_view({"get": "retrieve", "delete": "destroy"})),
    re_path(r"^metadata/(?P<number>[^/]+)/document/?$", DocumentViewSet.as_view({"get": "content"})),
    re_path(r"^(?P<key>[^/]+)/document/?$", DatasetDocumentViewSet.as_view({"get": "retrieve", "post": "create"})),
    re_path(r"^(?P<key>[^/]+)/metadata/?$", DatasetDocumentViewSet.as_view({"get": "list"})),
]
"""Below `/dataset`."""
