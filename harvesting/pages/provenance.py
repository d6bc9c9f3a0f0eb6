"""Where a harvested dataset comes from: a box on its page."""

from entities.models import Dataset
from entities.pages.panels import Panel, dataset_panel
from harvesting.models import HarvestedDocument


@dataset_panel(position=10)
def provenance(dataset: Dataset) -> Panel | None:
    """Source, run and document of a dataset; nothing for one that people registered."""
    rows = HarvestedDocument.objects.filter(dataset=dataset).select_related("source", "last_run")
    document = rows.only(
        "url", "title", "fetched", "last_seen", "hash_val", "failure", "validation_errors", "metadata_date",
        "source__name", "source__deleted", "last_run__queued", "last_run__state",
    ).first()  # fmt: skip
    if document is None:
        return None
    return Panel("Where this comes from", "harvesting/provenance.html", {"document": document})
