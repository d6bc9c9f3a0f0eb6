"""How the data came to be and how they are kept up, out of ISO 19139 (metadata contract F.7)."""

from entities.metadata.elements import Place, every, first, inside, joined
from entities.metadata.frequencies import update_frequency
from entities.metadata.iso.values import codes, text, text_at, texts
from entities.metadata.record import SamplingDescription


def read_sampling(document: Place) -> SamplingDescription | None:
    """Lineage as method steps (statement first), evaluation methods and explanations as quality control."""
    steps: list[str] = []
    checks: list[str | None] = []
    for quality in every(document, "dataQualityInfo/DQ_DataQuality"):
        for lineage in every(quality, "lineage/LI_Lineage"):
            steps.extend(texts(every(lineage, "statement")))
            steps.extend(texts(every(lineage, "processStep/*/description")))
        for report in every(quality, "report"):
            checks.extend(map(text, inside(report, "evaluationMethodDescription", "explanation")))
    control = joined(checks)
    if not steps and not control:
        return None
    return SamplingDescription(quality_control=control, method_steps=tuple(dict.fromkeys(steps)))


def read_maintenance(identification: Place) -> tuple[str | None, str | None]:
    """The MaintenanceUpdateFrequency and the note about the maintenance of the resource."""
    maintenance = every(identification, "resourceMaintenance/MD_MaintenanceInformation")
    said = [word for holder in maintenance for word in codes(first(holder, "maintenanceAndUpdateFrequency"))]
    frequency = next(filter(None, map(update_frequency, said)), None)
    return frequency, joined(text_at(holder, "maintenanceNote") for holder in maintenance)
