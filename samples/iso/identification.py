"""Identification of the data: citation, texts, keywords, constraints, relations."""

from samples.iso.elements import Element, absent, anchor, code, dated, leaf, node, optional_text, text
from samples.iso.extents import extent
from samples.iso.languages import multilingual
from samples.iso.parties import nameless, parties
from samples.reading import Row, read_by_code

LICENSES = {
    "by": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "by-nc": ("Creative Commons Attribution-NonCommercial 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "cc0": ("CC0 1.0", "http://creativecommons.org/publicdomain/zero/1.0/legalcode"),
}
KEYWORDS = read_by_code("demo_keywords.tsv")
PROJECTS = read_by_code("demo_projects.tsv")


def record_doi(row: Row) -> str:
    """DOI of a record that has one."""
    stem = row["file"].rpartition("/")[2].removesuffix(".xml")
    return f"10.5072/pelagia.{stem}"


def citation(row: Row, flags: dict[str, str], parent: str = "gmd:citation") -> Element:
    """The citation of the data with its dates, identifiers and cited parties."""
    dates = [entry.partition("=") for entry in row["dates"].split(";")]
    return node(
        parent,
        node(
            "gmd:CI_Citation",
            _title(row, flags),
            optional_text("gmd:alternateTitle", row["alternate"]),
            *(dated(value, kind) for kind, _, value in dates),
            optional_text("gmd:edition", row["edition"]),
            *_identifiers(row, flags),
            *parties(row["parties"], "cited", "gmd:citedResponsibleParty", flags),
            node("gmd:citedResponsibleParty", nameless()) if "nil" in flags else None,
            _details(row, flags),
            text("gmd:ISBN", "978-0-000000-00-2") if "isbn" in flags else None,
        ),
    )


def _title(row: Row, flags: dict[str, str]) -> Element:
    if "multilingual" in flags:
        return multilingual("gmd:title", row["title"], "Microplásticos em arrastos de superfície à volta das ilhas")
    return text("gmd:title", row["title"])


def _identifiers(row: Row, flags: dict[str, str]) -> list[Element]:
    doi, found = record_doi(row), []
    if "doi-anchor" in flags:
        found.append(anchor("gmd:code", f"doi:{doi}", f"https://doi.org/{doi}"))
    if "doi-code" in flags:
        found.append(text("gmd:code", f"https://doi.org/{doi}"))
    if "uuid" in flags:
        found.append(text("gmd:code", "1f0c9f0e-7d44-5a39-b6a5-6f2f5d9c8e10"))
    return [node("gmd:identifier", node("gmd:MD_Identifier", found_code)) for found_code in found]


def _details(row: Row, flags: dict[str, str]) -> Element | None:
    if "citeas" in flags:
        return text("gmd:otherCitationDetails", f"Cite as: Pelagia Ocean Data Centre (2004). {row['title']}.")
    if "repeat" in flags:
        return text("gmd:otherCitationDetails", "Data provider: please tell the centre about papers that use the data.")
    return None


def keywords(cell: str, flags: dict[str, str]) -> list[Element]:
    """Keyword groups of a record."""
    return [_keyword_group(KEYWORDS[name], flags) for name in cell.split(";") if name]


def _keyword_group(group: Row, flags: dict[str, str]) -> Element:
    words = [_keyword(word, flags) for word in group["keywords"].split(";")]
    kind = code("gmd:type", "MD_KeywordTypeCode", group["type"]) if group["type"] else None
    thesaurus = _thesaurus(group) if group["thesaurus"] else None
    return node("gmd:descriptiveKeywords", node("gmd:MD_Keywords", *words, kind, thesaurus))


def _keyword(word: str, flags: dict[str, str]) -> Element:
    if word.startswith("#"):
        short, _, words = word[1:].partition(" ")
        return anchor("gmd:keyword", words, f"http://vocab.example.org/collection/P02/current/{short}/")
    # Some servers escape twice; the parser then sees "&gt;" as text.
    return text("gmd:keyword", word.replace(">", "&gt;") if "doubled" in flags else word)


def _thesaurus(group: Row) -> Element:
    day = group["thesaurusDate"]
    return node(
        "gmd:thesaurusName",
        node("gmd:CI_Citation", text("gmd:title", group["thesaurus"]), dated(day, "publication")),
    )


def constraints(license_cell: str) -> list[Element]:
    """Constraints with a licence by URL, by anchor or in words; none for a record that says nothing."""
    kind, _, value = license_cell.partition(":")
    if kind == "none":
        return []
    if kind == "text":
        return [node("gmd:resourceConstraints", node("gmd:MD_Constraints", text("gmd:useLimitation", value)))]
    name, address = LICENSES[value]
    named = anchor("gmd:otherConstraints", name, address) if kind == "anchor" else text("gmd:otherConstraints", address)
    legal = node(
        "gmd:MD_LegalConstraints",
        text("gmd:useLimitation", "Please name the data centre in publications.") if kind == "url" else None,
        code("gmd:accessConstraints", "MD_RestrictionCode", "otherRestrictions"),
        code("gmd:useConstraints", "MD_RestrictionCode", "license"),
        named,
    )
    return [node("gmd:resourceConstraints", legal)]


def relations(row: Row, flags: dict[str, str]) -> list[Element]:
    """The project or cruise that the data belong to, and papers."""
    found = [_project(PROJECTS[row["project"]])] if row["project"] else []
    for flag, association in (("crossref", "crossReference"), ("source", "source")):
        if flag in flags:
            found.append(_paper(f"Methods of the series {row['identifier'] or row['file']}", association))
    return found


def _project(project: Row) -> Element:
    named = node(
        "gmd:aggregateDataSetName",
        node("gmd:CI_Citation", text("gmd:title", project["title"]), absent("gmd:date", "inapplicable")),
    )
    identifier = node("gmd:MD_Identifier", text("gmd:code", project["identifier"])) if project["identifier"] else None
    return node(
        "gmd:aggregationInfo",
        node(
            "gmd:MD_AggregateInformation",
            named,
            node("gmd:aggregateDataSetIdentifier", identifier) if identifier is not None else None,
            code("gmd:associationType", "DS_AssociationTypeCode", project["association"]),
            code("gmd:initiativeType", "DS_InitiativeTypeCode", project["initiative"]),
        ),
    )


def _paper(title: str, association: str) -> Element:
    named = node("gmd:CI_Citation", text("gmd:title", title), dated("2019-09-01", "publication"))
    doi = node("gmd:MD_Identifier", text("gmd:code", "https://doi.org/10.5072/jifs.2019.77"))
    return node(
        "gmd:aggregationInfo",
        node(
            "gmd:MD_AggregateInformation",
            node("gmd:aggregateDataSetName", named),
            node("gmd:aggregateDataSetIdentifier", doi),
            code("gmd:associationType", "DS_AssociationTypeCode", association),
        ),
    )


def data_identification(row: Row, flags: dict[str, str]) -> Element:
    """The part of a document that says what the data are."""
    abstract = row["abstract"].replace("\\n", "\n")
    language = "por" if "portuguese" in flags else "eng"
    topics = [node("gmd:topicCategory", leaf("gmd:MD_TopicCategoryCode", topic)) for topic in row["topics"].split(";")]
    return node(
        "gmd:identificationInfo",
        node(
            "gmd:MD_DataIdentification",
            citation(row, flags),
            text("gmd:abstract", abstract),
            optional_text("gmd:purpose", row["purpose"]),
            optional_text("gmd:credit", row["credit"]),
            code("gmd:status", "MD_ProgressCode", row["status"]),
            *parties(row["parties"], "point", "gmd:pointOfContact", flags),
            _maintenance(row, flags),
            _graphic(row) if "graphic" in row["links"].split(";") else None,
            *keywords(row["keywords"], flags),
            *constraints(row["license"]),
            *relations(row, flags),
            code("gmd:spatialRepresentationType", "MD_SpatialRepresentationTypeCode", "grid"),
            node("gmd:language", leaf("gco:CharacterString", language)),
            *topics,
            extent(row),
            text("gmd:supplementalInformation", "Data by request where no link is given.") if "note" in flags else None,
            id="DataIdentification",
        ),
    )


def _maintenance(row: Row, flags: dict[str, str]) -> Element:
    if not row["frequency"]:
        return absent("gmd:resourceMaintenance", "unknown")
    note = text("gmd:maintenanceNote", "A file is added each Monday.") if "note" in flags else None
    frequency = code("gmd:maintenanceAndUpdateFrequency", "MD_MaintenanceFrequencyCode", row["frequency"])
    return node("gmd:resourceMaintenance", node("gmd:MD_MaintenanceInformation", frequency, note))


def _graphic(row: Row) -> Element:
    stem = row["file"].rpartition("/")[2].removesuffix(".xml")
    picture = f"https://data.pelagia.example/browse/{stem}.png"
    return node(
        "gmd:graphicOverview",
        node("gmd:MD_BrowseGraphic", text("gmd:fileName", picture), text("gmd:fileDescription", "Map of the stations")),
    )


def homepage(row: Row) -> Element:
    """Landing page of a record as dataset URI."""
    stem = row["file"].rpartition("/")[2].removesuffix(".xml")
    return text("gmd:dataSetURI", f"https://data.pelagia.example/records/{stem}")
