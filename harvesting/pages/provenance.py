"""Where a harvested dataset comes from, and where people and its source differ: boxes on its page."""

from django.http import HttpRequest
from django.urls import reverse

from entities.models import Dataset
from entities.pages.panels import Panel, dataset_panel
from entities.permissions import may_change
from entities.services import differences as differing
from harvesting.differing import in_words
from harvesting.models import HarvestedDocument
from harvesting.pages.reading import actor_of


@dataset_panel(position=10)
def provenance(dataset: Dataset, request: HttpRequest) -> Panel | None:
    """Source, run and document of a dataset; nothing for one that people registered."""
    rows = HarvestedDocument.objects.filter(dataset=dataset).select_related("source", "last_run")
    document = rows.only(
        "url", "title", "fetched", "last_seen", "hash_val", "failure", "validation_errors", "metadata_date",
        "source__name", "source__deleted", "last_run__queued", "last_run__state",
    ).first()  # fmt: skip
    if document is None:
        return None
    return Panel("Where this comes from", "harvesting/provenance.html", {"document": document})


@dataset_panel(position=11)
def differences(dataset: Dataset, request: HttpRequest) -> Panel | None:
    """What the source would say instead of what people wrote, for editors; those who may decide are led there."""
    if not getattr(request.user, "is_editor", False):
        return None
    whole = Dataset.objects.get(pk=dataset.pk)
    found = [in_words(each) for each in differing.of_dataset(whole)]
    if not found:
        return None
    may_decide = may_change(actor_of(request), whole)
    address = reverse("admin:entities_fieldprovenance_change", args=[dataset.pk]) if may_decide else ""
    return Panel(
        "What the source says otherwise", "harvesting/differences.html", {"differences": found, "address": address}
    )
