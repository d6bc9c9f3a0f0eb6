"""A document of ISO 19115-3 in the shape of ISO 19139, its forerunner (metadata contract F, the two columns).

Most of it differs in namespaces only, which nobody looks at. What moved or got another name is put where the older
standard has it; what the older one has no place for stays where it is, unseen.
"""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from entities.metadata.elements import every, first, inside, local_name
from entities.metadata.iso.values import bare_codes, link, text, text_at
from entities.metadata.iso19115_3.parties import responsible_parties
from entities.metadata.xml import Element

_HREF = "{http://www.w3.org/1999/xlink}href"
_STAMPS = ("revision", "creation")


def as_iso_19139(root: Element) -> Element:
    """A copy of the document in the older shape; lines stay those of the document."""
    copy = deepcopy(root)
    for element in list(copy.iter("{*}*")):
        change = _CHANGES.get(local_name(element))
        if change is not None:
            change(element)
    _identify(copy)
    _date(copy)
    _move_lineage(copy)
    return copy


def _identify(root: Element) -> None:
    """File identifier, the parent's, and the language of the metadata."""
    identifier = first(root, "metadataIdentifier/MD_Identifier")
    code, space = text_at(identifier, "code"), text_at(identifier, "codeSpace")
    _say(root, "fileIdentifier", f"{space}:{code}" if space and code else code)
    parent = first(root, "parentMetadata")
    codes = (text(code) for code in inside(parent, "code"))
    named = next(filter(None, codes), None) or text_at(parent, "CI_Citation/title")
    _say(root, "parentIdentifier", named)
    citation = first(root, "identificationInfo/MD_DataIdentification/citation/CI_Citation")
    _say(root, "dataSetURI", text_at(citation, "onlineResource/CI_OnlineResource/linkage"))


def _date(root: Element) -> None:
    """The date of the metadata's last revision, else of its creation, else any: codes differ between editions."""
    dates = [(bare_codes(first(date, "dateType")), text_at(date, "date")) for date in every(root, "dateInfo/CI_Date")]
    groups = [[date for codes, date in dates if date and kind in codes] for kind in _STAMPS]
    found = next(filter(None, [*groups, [date for _, date in dates if date]]), None)
    if found:
        _say(root, "dateStamp", max(found))


def _move_lineage(root: Element) -> None:
    lineages = every(root, "resourceLineage/LI_Lineage")
    if lineages:
        quality = etree.SubElement(etree.SubElement(root, "dataQualityInfo"), "DQ_DataQuality")
        for lineage in lineages:
            etree.SubElement(quality, "lineage").append(lineage)
        quality.getparent().getparent().insert(0, quality.getparent())  # type: ignore[union-attr, arg-type]


def _rename_locale(locale: Element) -> None:
    """`defaultLocale` and `otherLocale` hold the language that was a property of its own."""
    for language in every(locale, "PT_Locale/language"):
        holder = locale.getparent()
        if holder is not None:
            holder.append(language)


def _name_format(form: Element) -> None:
    citation = first(form, "formatSpecificationCitation/CI_Citation")
    _say(form, "name", text_at(citation, "title"))
    _say(form, "version", text_at(citation, "edition"))


def _show_picture(graphic: Element) -> None:
    if text_at(graphic, "fileName") is None:
        _say(graphic, "fileName", text_at(graphic, "linkage/CI_OnlineResource/linkage"))


def _rename_association(resource: Element) -> None:
    """`associatedResource` with the cited resource in it."""
    resource.tag = "MD_AggregateInformation"
    holder = resource.getparent()
    if holder is not None:
        holder.tag = "aggregationInfo"
    for name in every(resource, "name"):
        name.tag = "aggregateDataSetName"
        for identifier in every(name, "CI_Citation/identifier/MD_Identifier"):
            etree.SubElement(resource, "aggregateDataSetIdentifier").append(deepcopy(identifier))


def _spell_out_reference(constraints: Element) -> None:
    """A licence that is cited becomes a constraint in words, with the address behind them."""
    for citation in every(constraints, "reference/CI_Citation"):
        title = first(citation, "title")
        addresses = [link(title), text_at(citation, "onlineResource/CI_OnlineResource/linkage")]
        codes = [text(code) for code in inside(first(citation, "identifier"), "code")]
        said = text(title) or next(filter(None, [*codes, *addresses]), None)
        if said:
            anchor = etree.SubElement(etree.SubElement(constraints, "otherConstraints"), "Anchor")
            anchor.text = said
            address = next(filter(None, [*addresses, *codes]), None)
            if address:
                anchor.set(_HREF, address)


def _spread_responsibility(responsibility: Element) -> None:
    """Each party of a responsibility is a responsible party of its own."""
    holder = responsibility.getparent()
    if holder is not None:
        holder.remove(responsibility)
        holder.extend(responsible_parties(responsibility))


def _say(holder: Element, name: str, said: str | None) -> None:
    if said:
        etree.SubElement(holder, name).text = said


_CHANGES: dict[str, Callable[[Element], None]] = {
    "CI_Responsibility": _spread_responsibility,
    "MD_AssociatedResource": _rename_association,
    "MD_BrowseGraphic": _show_picture,
    "MD_Format": _name_format,
    "MD_Constraints": _spell_out_reference,
    "MD_LegalConstraints": _spell_out_reference,
    "defaultLocale": _rename_locale,
}
