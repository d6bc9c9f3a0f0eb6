"""Makes archives for tests: a table of names per file, described as a publisher's software would."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

DWC = "http://rs.tdwg.org/dwc/terms/"
GBIF = "http://rs.gbif.org/terms/1.0/"
Table = Sequence[Sequence[str]]


def table(element: str, row_type: str, location: str, columns: Sequence[str], **attributes: str) -> str:
    """A core or an extension of `meta.xml`; the first column is the id, terms without namespace are Darwin Core's."""
    given = {"fieldsTerminatedBy": "\\t", "fieldsEnclosedBy": "", "ignoreHeaderLines": "1"} | attributes
    written = " ".join(f'{name}="{value}"' for name, value in given.items())
    fields = "".join(
        f'<field index="{index}" term="{term if ":" in term else DWC + term}"/>'
        for index, term in enumerate(columns)
        if index
    )
    id_name = "id" if element == "core" else "coreid"
    return (
        f'<{element} rowType="{row_type}" {written}><files><location>{location}</location></files>'
        f'<{id_name} index="0"/>{fields}</{element}>'
    )


def text(columns: Sequence[str], rows: Table) -> str:
    """The content of a file with a header line."""
    return "".join("\t".join(row) + "\n" for row in (columns, *rows))


def checklist(
    path: Path, columns: Sequence[str], rows: Table, extensions: Mapping[str, tuple[Sequence[str], Table]]
) -> Path:
    """An archive with a Taxon core, and extensions by their row type."""
    tables = [table("core", f"{DWC}Taxon", "taxa.txt", columns)]
    files = {"taxa.txt": text(columns, rows)}
    for number, (row_type, (names, values)) in enumerate(extensions.items()):
        tables.append(table("extension", row_type, f"extension{number}.txt", names))
        files[f"extension{number}.txt"] = text(names, values)
    return packed(path, {"meta.xml": f"<archive>{''.join(tables)}</archive>", **files})


def packed(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A zip file with the files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
