"""Rights and licence of ISO 19139 (metadata contract F.6)."""

from dataclasses import dataclass

from entities.metadata.elements import Place, every, joined, local_name
from entities.metadata.iso.values import bare_code, code, link, text
from entities.metadata.licenses import choose_license
from entities.metadata.xml import Element

_TEXTS = ("{*}otherConstraints", "{*}useLimitation")
_IN_ORDER = ("{*}useLimitation", "{*}accessConstraints", "{*}useConstraints", "{*}otherConstraints")
_RESTRICTIONS = ("accessConstraints", "useConstraints")
_SAY_NOTHING = {"otherrestrictions", "none", "unknown", "missing"}


@dataclass(frozen=True, slots=True)
class Constraints:
    """All that restricts the use, as one text, and the licence among it."""

    rights: str | None
    license: str | None


def read_constraints(identification: Place) -> Constraints:
    """Constraints on the resource; those on the metadata do not count."""
    holders = [
        block for holder in every(identification, "resourceConstraints") for block in holder.iterchildren("{*}*")
    ]
    said = [constraint for tag in _TEXTS for holder in holders for constraint in holder.iterchildren(tag)]
    links = [link(constraint) for constraint in said]
    return Constraints(
        rights=joined(_sentence(constraint) for holder in holders for constraint in holder.iterchildren(*_IN_ORDER)),
        license=choose_license([*links, *map(text, said)]),
    )


def _sentence(constraint: Element) -> str | None:
    """The text of a constraint, or the code of a restriction where it says anything."""
    if local_name(constraint) not in _RESTRICTIONS:
        return text(constraint)
    said = code(constraint)
    return None if said is None or bare_code(said) in _SAY_NOTHING else said
