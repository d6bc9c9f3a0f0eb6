"""What `meta.xml` says: which file is the core, which are extensions, and what stands in their columns.

Where there is no `meta.xml`, the first line of the only data file says it (checklist contract B).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from entities.archives.containers import clean_name
from entities.archives.exceptions import ArchiveInvalid
from entities.metadata.refusals import RefusedDocument
from entities.metadata.xml import read_xml

DWC = "http://rs.tdwg.org/dwc/terms/"
_ESCAPES = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
_LINE_ENDS = ("\n", "\r", "\r\n")
_ROOTS = ("archive", "stararchive")
_DELIMITERS = "\t,;|"
_ROW_TYPES = (("occurrenceid", "Occurrence"), ("taxonid", "Taxon"), ("eventid", "Event"))
"""The column by which a file without description is known, best first."""

_OLD_ROW_TYPES = ("DarwinCore", "SimpleDarwinRecord")
_OLD_TERMS = {"parentnameusageid": "highertaxonid", "acceptednameusageid": "acceptedtaxonid"}
"""What terms were called before Darwin Core was a standard; archives of that time are still served."""

_MARKS_OF_TAXA = frozenset({"taxonid", "taxonrank", "taxonomicstatus", "highertaxonid", "parentnameusageid"})


@dataclass(frozen=True, slots=True)
class Field:
    """A term and where its value stands: the column (None for none), and what holds where that is empty."""

    term: str
    index: int | None = None
    default: str = ""


@dataclass(frozen=True, slots=True)
class DataFile:
    """Rows of one type, in one or several files. `id_index` is the column of the core id, None where none is named."""

    row_type: str
    locations: tuple[str, ...]
    fields: tuple[Field, ...]
    id_index: int | None
    encoding: str = "UTF-8"
    delimiter: str = ","
    quote: str = '"'
    header_lines: int = 0

    def field(self, name: str) -> Field | None:
        """The field of a term by its simple name, in any case and namespace; of two the Darwin Core one."""
        names = {name.lower(), _OLD_TERMS.get(name.lower(), "")}
        found = [field for field in self.fields if simple_name(field.term).lower() in names]
        return next((field for field in found if field.term.startswith(DWC)), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class Descriptor:
    """The tables of an archive, and what it calls its metadata document."""

    core: DataFile
    extensions: tuple[DataFile, ...] = ()
    metadata: str = ""


def simple_name(term: str) -> str:
    """The last part of a term's address."""
    return term.replace("#", "/").rpartition("/")[2]


def read_descriptor(content: bytes) -> Descriptor:
    """The descriptor of a `meta.xml`; ArchiveInvalid where it is none."""
    try:
        root = read_xml(content)
    except RefusedDocument as error:
        raise ArchiveInvalid(f"meta.xml cannot be read: {error}") from error
    if _local_name(root) not in _ROOTS:
        raise ArchiveInvalid(f"meta.xml has the root {_local_name(root)}, not archive")
    cores = [_data_file(element, "id") for element in root if _local_name(element) == "core"]
    if len(cores) != 1:
        raise ArchiveInvalid(f"meta.xml names {len(cores)} cores, not one")
    extensions = tuple(_data_file(element, "coreid") for element in root if _local_name(element) == "extension")
    return Descriptor(_with_present_type(cores[0]), extensions, root.get("metadata", "").strip())


def infer_descriptor(name: str, head: str) -> Descriptor:
    """The descriptor of a data file that nobody describes; `head` is its beginning."""
    line = head.lstrip("\ufeff").splitlines()[0] if head.strip() else ""
    delimiter = max(_DELIMITERS, key=line.count)
    names = [column.strip().strip('"') for column in line.split(delimiter)]
    fields = tuple(Field(f"{DWC}{term}", index) for index, term in enumerate(names) if term)
    lowered = [term.lower() for term in names]
    for column, row_type in _ROW_TYPES:
        if column in lowered:
            id_index = lowered.index(column)
            return Descriptor(
                DataFile(f"{DWC}{row_type}", (name,), fields, id_index, delimiter=delimiter, header_lines=1)
            )
    raise ArchiveInvalid(f"{name!r} has none of the columns occurrenceID, taxonID and eventID in its first line")


def _with_present_type(core: DataFile) -> DataFile:
    """A core of the type that held both, taxa and occurrences, by what its columns are about."""
    if simple_name(core.row_type) not in _OLD_ROW_TYPES:
        return core
    names = {simple_name(field.term).lower() for field in core.fields}
    is_taxon = bool(names & _MARKS_OF_TAXA) and not names & {"occurrenceid", "catalognumber", "basisofrecord"}
    return replace(core, row_type=f"{DWC}{'Taxon' if is_taxon else 'Occurrence'}")


def _data_file(element: etree._Element, id_name: str) -> DataFile:
    children = {
        name: [child for child in element if _local_name(child) == name] for name in ("files", "field", id_name)
    }
    locations = [text for files in children["files"] for text in _locations(files)]
    if not locations:
        raise ArchiveInvalid(f"meta.xml names no file of the {_local_name(element)}")
    delimiter = _unescaped(element.get("fieldsTerminatedBy", ","))
    if not delimiter:
        raise ArchiveInvalid("meta.xml has an empty fieldsTerminatedBy")
    if delimiter in _LINE_ENDS:
        raise ArchiveInvalid("meta.xml has a line end as fieldsTerminatedBy")
    quote = _unescaped(element.get("fieldsEnclosedBy", '"'))
    ids = [_number(child.get("index")) for child in children[id_name]]
    return DataFile(
        row_type=element.get("rowType", "").strip(),
        locations=tuple(locations),
        fields=tuple(_field(child) for child in children["field"]),
        id_index=ids[0] if ids else None,
        encoding=element.get("encoding", "UTF-8").strip() or "UTF-8",
        delimiter=delimiter,
        quote="" if quote == delimiter or quote in _LINE_ENDS else quote,
        header_lines=_number(element.get("ignoreHeaderLines")) or 0,
    )


def _field(element: etree._Element) -> Field:
    return Field(element.get("term", "").strip(), _number(element.get("index")), element.get("default", ""))


def _locations(files: etree._Element) -> Iterable[str]:
    texts = ((child.text or "").strip() for child in files if _local_name(child) == "location")
    return [clean_name(text) for text in texts if text]


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _unescaped(text: str) -> str:
    for escape, character in _ESCAPES.items():
        text = text.replace(escape, character)
    return text


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
