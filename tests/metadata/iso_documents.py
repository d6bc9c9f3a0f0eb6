"""Small ISO 19139 documents for tests: the frame is here, a test writes only what matters to it."""

from entities.metadata import MetadataRecord, parse_root, read_xml

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{namespace}"'
    for prefix, namespace in {
        "gmd": "http://www.isotc211.org/2005/gmd",
        "gco": "http://www.isotc211.org/2005/gco",
        "gmx": "http://www.isotc211.org/2005/gmx",
        "srv": "http://www.isotc211.org/2005/srv",
        "gml": "http://www.opengis.net/gml/3.2",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)


def said(name: str, text: str) -> str:
    """A property of `gmd` with a character string."""
    return f"<gmd:{name}><gco:CharacterString>{text}</gco:CharacterString></gmd:{name}>"


def coded(name: str, code: str, text: str = "") -> str:
    """A property of `gmd` with a code out of a list."""
    return f'<gmd:{name}><gmd:Code codeList="#{name}" codeListValue="{code}">{text}</gmd:Code></gmd:{name}>'


def inside(path: str, content: str) -> str:
    """Content inside nested elements of `gmd`; a name with another prefix keeps it."""
    for name in reversed(path.split("/")):
        full = name if ":" in name else f"gmd:{name}"
        content = f"<{full}>{content}</{full}>"
    return content


def party(role: str, name: str = "", organization: str = "", more: str = "") -> str:
    """A responsible party; without organization it has none."""
    named = said("individualName", name) if name else ""
    employed = said("organisationName", organization) if organization else ""
    return inside("CI_ResponsibleParty", named + employed + more + coded("role", role))


def document(*, root: str = "", citation: str = "", identification: str = "", services: str = "") -> bytes:
    """A whole document: one data identification with citation, then services, then the rest of the root."""
    cited = inside("citation/CI_Citation", said("title", "Tide gauge 4") + citation)
    data = inside("identificationInfo/MD_DataIdentification", cited + identification)
    return f"<gmd:MD_Metadata {_NAMESPACES}>{data}{services}{root}</gmd:MD_Metadata>".encode()


def record(**parts: str) -> MetadataRecord:
    """The record of a document with these parts."""
    return parse_root(read_xml(document(**parts)))
