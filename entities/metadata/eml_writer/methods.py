"""Methods and project in EML (metadata contract G 16 and 17)."""

from lxml import etree

from entities.metadata.eml_writer.building import Shape, add, say, say_all
from entities.metadata.eml_writer.parties import add_party
from entities.metadata.eml_writer.texts import add_paragraphs

_UNSAID = "N/A"


def add_methods(parent: etree._Element, sampling: Shape) -> None:
    """EML wants a step before anything else; where there is none, one that says nothing keeps the rest."""
    steps = [step for step in sampling.get("methodSteps") or () if step and step.strip()]
    extent, how, control = (sampling.get(name) for name in ("studyExtent", "sampling", "qualityControl"))
    if not (steps or (extent and how) or control):
        return
    methods = add(parent, "methods")
    for step in steps or (_UNSAID,):
        add_paragraphs(methods, "methodStep/description", step)
    if extent and how:
        element = add(methods, "sampling")
        add_paragraphs(element, "studyExtent/description", extent)
        add_paragraphs(element, "samplingDescription", how)
    add_paragraphs(methods, "qualityControl/description", control)


def add_project(parent: etree._Element, project: Shape, publisher: str, name: str = "project") -> None:
    """The project; one of which nobody is named has the publisher, as EML knows no project without people."""
    element = add(parent, name)
    if project.get("identifier"):
        element.set("id", str(project["identifier"]))
    add(element, "title", project.get("title") or _UNSAID)
    for person in project.get("contacts") or ({"organization": publisher},):
        add_party(element, "personnel", person, with_role=True)
    add_paragraphs(element, "abstract", project.get("abstract"))
    add_paragraphs(element, "funding", project.get("funding"))
    for award in project.get("awards") or ():
        _add_award(element, award)
    if project.get("studyAreaDescription"):
        area = add(element, "studyAreaDescription/descriptor", name="generic", citableClassificationSystem="false")
        add(area, "descriptorValue", project["studyAreaDescription"])
    add_paragraphs(element, "designDescription/description", project.get("designDescription"))
    for related in project.get("relatedProjects") or ():
        add_project(element, related, publisher, "relatedProject")


def _add_award(parent: etree._Element, award: Shape) -> None:
    element = add(parent, "award")
    add(element, "funderName", award.get("funderName") or _UNSAID)
    say_all(element, "funderIdentifier", award.get("funderIdentifiers") or ())
    say(element, "awardNumber", award.get("awardNumber"))
    add(element, "title", award.get("title") or _UNSAID)
    say(element, "awardUrl", award.get("awardUrl"))
