"""The whole EML document of a dataset, in the order that the schema demands (metadata contract G)."""

from dataclasses import dataclass

from lxml import etree

from entities.metadata.eml_writer.additional import add_additional
from entities.metadata.eml_writer.building import Shape, add, say
from entities.metadata.eml_writer.coverage import add_coverage, places_without_box
from entities.metadata.eml_writer.methods import add_methods, add_project
from entities.metadata.eml_writer.parties import add_party
from entities.metadata.eml_writer.texts import add_paragraphs, add_rich
from entities.metadata.writing import day
from entities.vocabulary import LANGUAGES, License
from entities.vocabulary.licenses import read_license

NAMESPACE = "https://eml.ecoinformatics.org/eml-2.2.0"
SCHEMA = "https://rs.gbif.org/schema/eml-gbif-profile/1.3/eml.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMESPACES = {"eml": NAMESPACE, "xsi": _XSI, None: ""}
"""The elements inside have no namespace, also where the document stands in another one that has a default (OAI-PMH)."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TWO_LETTERS = {language.iso3: language.iso2 for language in LANGUAGES if language.iso2}

_LEADING = ("ORIGINATOR", "METADATA_AUTHOR", "ADMINISTRATIVE_POINT_OF_CONTACT")
_SPDX = {"CC0_1_0": "CC0-1.0", "CC_BY_4_0": "CC-BY-4.0", "CC_BY_NC_4_0": "CC-BY-NC-4.0"}
_WAIVER = (
    "The publisher waives all rights to these data, as far as the law allows, and gives them to the public domain: "
)
_FREQUENCIES = {
    "AS_NEEDED": "asNeeded",
    "NOT_PLANNED": "notPlanned",
    "OTHER_MAINTENANCE_PERIOD": "otherMaintenancePeriod",
    "UNKNOWN": "unkown",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document names beside the dataset: the title of its publisher, and the system whose keys it has."""

    publisher: str
    system: str


def eml(dataset: Shape, surroundings: Surroundings) -> etree._Element:
    """The `eml:eml` element of a dataset as the JSON API serves it; equal datasets give equal documents."""
    last_change = dataset.get("modified") or dataset.get("created") or ""
    root = etree.Element(f"{{{NAMESPACE}}}eml", nsmap=_NAMESPACES)  # type: ignore[arg-type]
    root.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    root.set("packageId", dataset["key"])
    root.set("system", surroundings.system)
    root.set("scope", "system")
    root.set(_LANGUAGE, _TWO_LETTERS.get(dataset.get("language") or "", "en"))
    element = add(root, "dataset")
    _add_names(element, dataset)
    _add_parties(element, dataset, surroundings.publisher)
    _add_texts(element, dataset)
    _add_rights(element, dataset)
    _add_addresses(element, dataset)
    add_coverage(element, dataset, last_change)
    for name in ("purpose", "introduction", "gettingStarted", "acknowledgements"):
        add_rich(element, name, dataset.get(name))
    _add_maintenance(element, dataset)
    _add_contacts(element, dataset, surroundings)
    add_methods(element, dataset.get("samplingDescription") or {})
    if dataset.get("project"):
        add_project(element, dataset["project"], surroundings.publisher)
    add_additional(root, dataset, last_change)
    return root


def _add_names(element: etree._Element, dataset: Shape) -> None:
    say(element, "alternateIdentifier", dataset.get("doi"))
    for identifier in dataset.get("identifiers") or ():
        say(element, "alternateIdentifier", identifier.get("identifier"))
    say(element, "shortName", dataset.get("shortName"))
    add(element, "title", dataset["title"])


def _add_parties(element: etree._Element, dataset: Shape, publisher: str) -> None:
    contacts = dataset.get("contacts") or ()
    for name, kind in (("creator", _LEADING[0]), ("metadataProvider", _LEADING[1])):
        for contact in _of_type(contacts, kind, publisher):
            add_party(element, name, contact)
    for contact in contacts:
        if contact.get("type") not in _LEADING:
            add_party(element, "associatedParty", contact, with_role=True)
    say(element, "pubDate", day(dataset.get("pubDate")))
    add(element, "language", dataset.get("dataLanguage") or "en")


def _of_type(contacts: list[Shape] | tuple[()], kind: str, publisher: str) -> list[Shape]:
    """The contacts of a type; where there is none the publisher, as EML demands one of each."""
    return [each for each in contacts if each.get("type") == kind] or [{"organization": publisher}]


def _add_texts(element: etree._Element, dataset: Shape) -> None:
    add_rich(element, "abstract", dataset.get("description"))
    for collection in dataset.get("keywordCollections") or ():
        if collection.get("keywords"):
            keywords = add(element, "keywordSet")
            for keyword in collection["keywords"]:
                add(keywords, "keyword", keyword)
            add(keywords, "keywordThesaurus", collection.get("thesaurus") or "n/a")
    add_paragraphs(element, "additionalInfo", dataset.get("additionalInfo"))
    for description in places_without_box(dataset):
        add(element, "additionalInfo/para", f"Geographic coverage: {description}")


def _add_rights(element: etree._Element, dataset: Shape) -> None:
    license_name = read_license(dataset.get("license") or "")
    if license_name not in _SPDX:
        return
    paragraph = add(element, "intellectualRights/para")
    is_waiver = license_name == License.CC0_1_0
    title = str(License(license_name).label) + ("" if is_waiver else " License")
    paragraph.text = _WAIVER if is_waiver else "This work is licensed under a "
    link = add(paragraph, "ulink", url=dataset["license"])
    add(link, "citetitle", title)
    link.tail = "."
    licensed = add(element, "licensed")
    add(licensed, "licenseName", title)
    add(licensed, "url", f"https://spdx.org/licenses/{_SPDX[license_name]}.html")
    add(licensed, "identifier", _SPDX[license_name])


def _add_addresses(element: etree._Element, dataset: Shape) -> None:
    archives = [each.get("url") for each in dataset.get("endpoints") or () if each.get("type") == "DWC_ARCHIVE"]
    pages = [("information", dataset.get("homepage")), *(("download", url) for url in archives)]
    for function, url in pages:
        if url:
            add(add(element, "distribution", scope="document"), "online/url", url, function=function)


def _add_maintenance(element: etree._Element, dataset: Shape) -> None:
    frequency = dataset.get("maintenanceUpdateFrequency")
    if frequency:
        maintenance = add(element, "maintenance")
        add(maintenance, "description/para", dataset.get("maintenanceDescription") or "")
        add(maintenance, "maintenanceUpdateFrequency", _FREQUENCIES.get(frequency, frequency.lower()))


def _add_contacts(element: etree._Element, dataset: Shape, surroundings: Surroundings) -> None:
    for contact in _of_type(dataset.get("contacts") or (), _LEADING[2], surroundings.publisher):
        add_party(element, "contact", contact)
    publisher = add(element, "publisher", scope="system", system=surroundings.system)
    publisher.set("id", dataset["publishingOrganizationKey"])
    add(publisher, "organizationName", surroundings.publisher)
