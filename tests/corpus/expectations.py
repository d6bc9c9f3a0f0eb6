"""What is expected of real documents: records that were looked at beside their documents, kept in few words.

`expected/<folder>.json` holds them by the name of the file. A long text is kept by its beginning, its length and a
digest, a long list by its first members; addresses of people only by a digest. So nothing of others' documents is
here but what tells right from wrong. `python -m tests.corpus.expectations NAME…` writes them anew, and
`--show NAME` prints a document's text beside its whole record, for the eye.
"""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree

from entities.metadata import RefusedDocument, read, read_xml
from tests.corpus.conftest import CorpusDocument, documents_of
from tests.metadata.records import as_json

FOLDER = Path(__file__).parent / "expected"
FOLDERS = ("eml", "dublin-core", "iso19139", "iso19115-3", "fgdc", "dif")
_LONGEST_TEXT, _BEGINNING, _LONGEST_LIST = 80, 40, 6
_PRIVATE = frozenset({"email", "phone", "address"})


def outcome(content: bytes) -> Any:
    """The whole record as JSON, or how the document is refused and in which line."""
    try:
        return as_json(read(read_xml(content)))
    except RefusedDocument as refusal:
        return {"refused": f"{type(refusal).__name__}: {refusal}", "line": refusal.line_number}


def shortened(value: Any, name: str = "") -> Any:
    """The record in few words, all the same another one where anything differs."""
    if isinstance(value, dict):
        return {name: shortened(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return _short_list(value, name)
    if not isinstance(value, str):
        return value
    if name in _PRIVATE:
        return f"({_digest(value)})"
    if len(value) <= _LONGEST_TEXT or name == "refused":
        return value
    return f"{value[:_BEGINNING]}… ({len(value)} characters, {_digest(value)})"


def _short_list(values: list[Any], name: str) -> list[Any]:
    if len(values) <= _LONGEST_LIST:
        return [shortened(value, name) for value in values]
    rest = json.dumps(values[_LONGEST_LIST - 1 :], ensure_ascii=False)
    first = [shortened(value, name) for value in values[: _LONGEST_LIST - 1]]
    return [*first, f"({len(values) - len(first)} more, {_digest(rest)})"]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def expected() -> dict[str, dict[str, Any]]:
    """All that is kept, by folder and name."""
    return {name: json.loads(_file(name).read_text()) for name in FOLDERS if _file(name).exists()}


def _file(folder: str) -> Path:
    return FOLDER / f"{folder}.json"


def main() -> None:
    """Write what is expected of the named documents anew, or show one."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", help="names of files; those that are kept, where none is given")
    arguments.add_argument("--show", action="store_true")
    given = arguments.parse_args()
    for folder in FOLDERS:
        kept = expected().get(folder, {})
        wanted = given.names or list(kept)
        found = [known for known in documents_of(folder) if known.path.name in wanted]
        if given.show:
            for known in found:
                _show(known)
        elif found:
            kept |= {known.path.name: shortened(outcome(known.content)) for known in found}
            text = json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False)
            _file(folder).write_text(text + "\n")


def _show(known: CorpusDocument) -> None:
    record = json.dumps(outcome(known.content), indent=1, ensure_ascii=False)
    sys.stdout.write(f"##### {known.path.name}\n{_text(known.content)}\n----- record\n{record}\n\n")


def _text(content: bytes) -> str:
    """The texts and attributes of a document, each at its depth."""
    try:
        root = read_xml(content)
    except RefusedDocument:
        return content[:2000].decode(errors="replace")
    lines = []
    for element in root.iter("*"):
        said = " ".join((element.text or "").split())
        said += "".join(f" @{etree.QName(name).localname}={value}" for name, value in element.items())
        depth = sum(1 for _ in element.iterancestors())
        lines.append(f"{' ' * depth}{etree.QName(element).localname} {said}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    main()
