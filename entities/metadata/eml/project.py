"""Methods and project of EML (metadata contract C.5)."""

from entities.metadata.elements import content_at, contents, every, first, joined
from entities.metadata.eml.docbook import marked, plain
from entities.metadata.eml.parties import read_personnel
from entities.metadata.record import Award, Project, RelatedProject, SamplingDescription
from entities.metadata.xml import Element


def read_sampling(dataset: Element) -> SamplingDescription | None:
    """How the data came to be, None where nothing is said."""
    methods = first(dataset, "methods")
    steps = (marked(first(step, "description")) for step in every(methods, "methodStep"))
    sampling = SamplingDescription(
        study_extent=plain(first(methods, "sampling/studyExtent/description")),
        sampling=plain(first(methods, "sampling/samplingDescription")),
        quality_control=joined(plain(control) for control in every(methods, "qualityControl/description")),
        method_steps=tuple(filter(None, steps)),
    )
    return sampling if sampling != SamplingDescription() else None


def read_project(dataset: Element) -> Project | None:
    """The project, None where nothing is said of one."""
    element = first(dataset, "project")
    if element is None:
        return None
    project = Project(
        title=content_at(element, "title"),
        identifier=(element.get("id") or "").strip() or None,
        contacts=read_personnel(element),
        abstract=plain(first(element, "abstract")),
        funding=plain(first(element, "funding")),
        awards=tuple(map(_award, every(element, "award"))),
        study_area_description=joined(contents(element, "studyAreaDescription/descriptor/descriptorValue")),
        design_description=plain(first(element, "designDescription/description")),
        related_projects=tuple(map(_related, every(element, "relatedProject"))),
    )
    return project if project != Project() else None


def _award(element: Element) -> Award:
    return Award(
        title=content_at(element, "title"),
        funder_name=content_at(element, "funderName"),
        funder_identifiers=tuple(contents(element, "funderIdentifier")),
        award_number=content_at(element, "awardNumber"),
        award_url=content_at(element, "awardUrl"),
    )


def _related(element: Element) -> RelatedProject:
    return RelatedProject(
        title=content_at(element, "title"),
        identifier=(element.get("id") or "").strip() or None,
        contacts=read_personnel(element),
        abstract=plain(first(element, "abstract")),
    )
