"""A dataset's metadata documents in the admin: listed, shown beside what is read in them, compared, sent, chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from entities.admin import markup, rights
from entities.admin.decisions import Decision, DecisionForm, decide
from entities.exceptions import RegistryError
from entities.metadata import MetadataRecord
from entities.metadata.xml import MAX_BYTES, text_of
from entities.models import Dataset, MetadataDocument
from entities.services import comparison, detection, preference, uploads
from entities.services.preference import DATA_PACKAGES
from entities.vocabulary import MetadataType

LONGEST_SHOWN = 300_000
"""Characters of a document that its page shows; the whole of it is a click away."""
_DATASET = "dataset"
"""Stands for the dataset itself where two sides are compared."""

CHOOSE = Decision(
    name="choose",
    title="Let it decide",
    done="decides about the dataset now",
    consequence="Title, texts, contacts and all other fields that documents tell are overwritten by this document now;"
    " in a harvested dataset, what people changed stays. New versions of it change the dataset from now on; documents"
    " of other formats are kept, and change nothing. A locked dataset keeps its fields.",
    run=lambda document, actor, _: uploads.choose(document, actor=actor),
    icon="check_circle",
    fits=lambda document: document.type not in DATA_PACKAGES,
    tone="primary",
)
DISCARD = Decision(
    name="delete",
    title="Delete",
    done="is deleted",
    consequence="The document is gone for good. The dataset's own fields stay as they are; what only documents tell"
    " then comes from the next one, or disappears.",
    run=lambda document, actor, _: uploads.remove(document, actor=actor),
    icon="delete",
    fits=lambda document: True,
    tone="danger",
)
_DECISIONS = {decision.name: decision for decision in (CHOOSE, DISCARD)}


class UploadForm(DecisionForm):
    """A document, and what it claims to be."""

    document = forms.FileField(
        label="Document",
        help_text="EML, ISO 19115 or Dublin Core in XML, or a data package in JSON; at most 10 MB.",
        widget=UnfoldAdminFileFieldWidget(),
    )
    metadata_type = forms.ChoiceField(
        required=False,
        label="Format",
        choices=[("", "As the document shows"), *MetadataType.choices],
        widget=UnfoldAdminSelectWidget(),
    )
    field_order = ("document", "metadata_type", "reason")

    def clean_document(self) -> bytes:
        """The bytes, where there are not too many."""
        file = self.cleaned_data["document"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"The document has {file.size:,} bytes; at most {MAX_BYTES:,} are taken.")
        content: bytes = file.read()
        return content


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: the value that names it in addresses, its title, what it says, or why it cannot."""

    value: str
    title: str
    fields: comparison.Fields
    problem: str = ""


class Documented(ModelAdmin):
    """Gives the admin of datasets the pages of their documents."""

    def get_urls(self) -> list[URLPattern]:
        """Before the pages of single datasets, which take any address."""
        pages: list[tuple[str, Any, str]] = [
            ("<uuid:key>/documents/", self.documents_view, "dataset_documents"),
            ("<uuid:key>/documents/compare/", self.compare_view, "dataset_compare"),
            ("documents/<int:number>/", self.document_view, "document"),
            ("documents/<int:number>/<slug:name>/", self.decide_document_view, "document_decide"),
        ]
        wrap = self.admin_site.admin_view
        return [*(path(place, wrap(view), name=f"entities_{name}") for place, view, name in pages), *super().get_urls()]

    def documents_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """All documents of a dataset, and a form to send one."""
        dataset = self._dataset(request, key)
        is_open = rights.may_edit(request, dataset)
        form = UploadForm(site=self.admin_site)
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES, site=self.admin_site)
            if not is_open:
                raise PermissionDenied
            if form.is_valid() and (sent := self._send(request, dataset, form)) is not None:
                return HttpResponseRedirect(reverse("admin:entities_document", args=[sent.pk]))
        documents = uploads.entries(dataset.pk)
        context = {
            "rows": [(row, _decides(row), self._document_buttons(request, row)) for row in documents],
            "form": form if is_open else None,
            "sides": [(_DATASET, "The dataset itself"), *((str(row.pk), _titled(row)) for row in documents)],
        }
        return self._document_page(request, "documents", f"Documents of {dataset}", dataset, context)

    def document_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """A document beside what the registry reads in it."""
        document = self._document(request, number)
        dataset = document.dataset
        record, problem = _record_of(document)
        content = text_of(bytes(document.content))
        fields = comparison.fields_of_record(record, dataset.publishing_organization.title) if record else {}
        context = {
            "document": document,
            "buttons": self._document_buttons(request, document),
            "decides": _decides(document),
            "problem": problem,
            "problems": record.problems if record else (),
            "fields": [(_label(name), lines) for name, lines in comparison.lines_of(fields)],
            "content": content[:LONGEST_SHOWN],
            "is_cut": len(content) > LONGEST_SHOWN,
            "size": len(document.content),
        }
        return self._document_page(request, "document", f"{document.type} of {dataset}", dataset, context)

    def compare_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """Two documents, or a document and the dataset, field by field."""
        dataset = self._dataset(request, key)
        documents = uploads.entries(dataset.pk)
        values = [_DATASET, *(str(row.pk) for row in documents)]
        asked = [request.GET.get(name, value) for name, value in zip(("left", "right"), _usual(values), strict=True)]
        if any(value not in values for value in asked):
            raise Http404
        left, right = (_side(value, dataset) for value in asked)
        pairs = comparison.compare(left.fields, right.fields)
        context = {
            "left": left,
            "right": right,
            "sides": [(_DATASET, "The dataset itself"), *((str(row.pk), _titled(row)) for row in documents)],
            "differing": [(_label(pair.name), pair) for pair in pairs if pair.differs],
            "same": [(_label(pair.name), pair) for pair in pairs if not pair.differs],
        }
        return self._document_page(request, "compare", f"Compare documents of {dataset}", dataset, context)

    def decide_document_view(self, request: HttpRequest, number: int, name: str) -> HttpResponse:
        """Ask whether a document shall decide or go, or carry it out."""
        document = self._document(request, number)
        decision = _DECISIONS.get(name)
        if decision is None:
            raise Http404
        if not rights.may_edit(request, document.dataset):
            raise PermissionDenied
        back = reverse("admin:entities_dataset_documents", args=[document.dataset_id])
        form = decision.form(request.POST if request.method == "POST" else None, site=self.admin_site)
        if request.method == "POST" and form.is_valid():
            actor = rights.actor_of(request, form.cleaned_data["reason"])
            (outcome,) = decide(decision, [document], actor, form.cleaned_data)
            if outcome.is_done:
                messages.success(request, f"{_titled(document)} {outcome.sentence}.")
            else:
                messages.error(request, f"{_titled(document)}: {outcome.sentence}.".replace("..", "."))
            return HttpResponseRedirect(back)
        context = {
            "decision": decision,
            "rows": [(_titled(document), f"document {document.pk}", decision.fits(document))],
            "noun": "metadata document",
            "form": form,
            "address": request.path,
            "back": back,
            "media": self.media + form.media,
        }
        return self._document_page(request, "decide", decision.title, document.dataset, context)

    def _send(self, request: HttpRequest, dataset: Dataset, form: UploadForm) -> MetadataDocument | None:
        """Keep what was sent; where it is refused, the form says why in the words of the API."""
        values = form.cleaned_data
        actor = rights.actor_of(request, values["reason"])
        try:
            sent = uploads.upload(
                dataset, values["document"], actor=actor, metadata_type=values["metadata_type"] or None
            )
        except RegistryError as error:
            form.add_error("document", str(error))
            return None
        verdict = "It decides about the dataset." if _decides(sent) else "A better or chosen document decides, not it."
        messages.success(request, f"{_titled(sent)} is kept. {_LOCKED if dataset.locked_for_auto_update else verdict}")
        return sent

    def _document_buttons(self, request: HttpRequest, document: MetadataDocument) -> list[dict[str, str]]:
        """What may be decided about the document, where the person's rights reach its dataset."""
        if not rights.may_edit(request, document.dataset):
            return []
        return [
            {
                "title": "Apply again" if each is CHOOSE and _decides(document) else each.title,
                "icon": each.icon,
                "tone": "danger" if each is DISCARD else "default",
                "address": reverse("admin:entities_document_decide", args=[document.pk, each.name]),
            }
            for each in _DECISIONS.values()
            if each.fits(document)
        ]

    def _dataset(self, request: HttpRequest, key: UUID) -> Dataset:
        if not self.has_view_permission(request):
            raise PermissionDenied
        dataset = Dataset.objects.select_related("publishing_organization").filter(pk=key).first()
        if dataset is None:
            raise Http404
        return dataset

    def _document(self, request: HttpRequest, number: int) -> MetadataDocument:
        document = uploads.find(number)
        if document is None:
            raise Http404
        document.dataset = self._dataset(request, document.dataset_id)
        return document

    def _document_page(
        self, request: HttpRequest, template: str, title: str, dataset: Dataset, context: dict[str, Any]
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "is_popup": False,
            "title": title,
            "dataset": dataset,
            "dataset_address": markup.change_address(Dataset, dataset.pk),
            "documents_address": reverse("admin:entities_dataset_documents", args=[dataset.pk]),
        }
        return TemplateResponse(request, f"admin/entities/{template}.html", shared | context)


_LOCKED = "The dataset is locked and keeps its fields."


_LABELS = {"doi": "DOI", "logo url": "Logo URL", "pub date": "Publication date"}


def _record_of(document: MetadataDocument) -> tuple[MetadataRecord | None, str]:
    """What is read in the document, or why nothing is."""
    if document.type in DATA_PACKAGES:
        return None, "A data package is kept as it came; no field is read from it."
    try:
        return detection.describe(bytes(document.content), document.type).record, ""
    except RegistryError as error:
        return None, str(error)


def _side(value: str, dataset: Dataset) -> Side:
    if value == _DATASET:
        return Side(value, "The dataset itself", comparison.fields_of_dataset(dataset))
    document = MetadataDocument.objects.get(pk=int(value))
    record, problem = _record_of(document)
    fields = comparison.fields_of_record(record, dataset.publishing_organization.title) if record else {}
    return Side(value, _titled(document), fields, problem)


def _usual(values: Sequence[str]) -> tuple[str, str]:
    """What is compared where nobody asked for something else: the best document with the dataset."""
    return values[1] if len(values) > 1 else _DATASET, _DATASET


def _decides(document: MetadataDocument) -> bool:
    return preference.deciding(uploads.entries(document.dataset_id)) == document


def _titled(document: MetadataDocument) -> str:
    return f"{document.get_type_display()} of {document.created:%Y-%m-%d}"  # type: ignore[attr-defined]


def _label(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return _LABELS.get(words, words.capitalize())
