"""Taxonomic ranks by constant, word or abbreviation (metadata contract C.5, checklist contract A.4)."""

import re
from functools import lru_cache

from entities.vocabulary.taxonomy import RANKS

_NOT_A_LETTER = re.compile(r"[^a-z]")
_WORDS: dict[str, tuple[str, ...]] = {
    "DOMAIN": ("dom",),
    "SUPERKINGDOM": ("superregnum",),
    "KINGDOM": ("regnum", "regn", "reg", "king", "kingdoms", "reino", "regne"),
    "SUBKINGDOM": ("subregnum",),
    "PHYLUM": ("phyl", "phyla", "divisio", "division", "div", "divisions", "filo", "embranchement"),
    "SUBPHYLUM": ("subphyl", "subdivisio", "subdivision", "subphyla"),
    "SUPERCLASS": ("superclassis",),
    "CLASS": ("classis", "cl", "classes", "clase", "classe"),
    "SUBCLASS": ("subclassis", "subcl"),
    "SUPERORDER": ("superordo",),
    "ORDER": ("ordo", "ord", "orders", "ordines", "orden", "ordre"),
    "SUBORDER": ("subordo", "subord"),
    "INFRAORDER": ("infraordo",),
    "SUPERFAMILY": ("superfamilia", "superfam"),
    "FAMILY": ("familia", "fam", "families", "familiae", "famille"),
    "SUBFAMILY": ("subfamilia", "subfam"),
    "TRIBE": ("tribus", "trib", "tribes"),
    "SUBTRIBE": ("subtribus", "subtrib"),
    "GENUS": ("gen", "genera", "genero", "genre"),
    "SUBGENUS": ("subgen", "subg", "subgenera"),
    "SECTION": ("sectio", "sect"),
    "SUBSECTION": ("subsectio", "subsect"),
    "SERIES": ("ser",),
    "SPECIES_AGGREGATE": ("agg", "aggregate", "speciesagg", "group"),
    "SPECIES": ("sp", "spec", "spp", "especie", "espece", "especies"),
    "INFRASPECIFIC_NAME": ("infrasp", "infraspecific", "infraspecies", "infraspecificname"),
    "SUBSPECIES": ("subsp", "ssp", "subspec", "subespecie", "sousespece"),
    "VARIETY": ("var", "varietas", "v", "varieties", "variedad"),
    "SUBVARIETY": ("subvar", "subvarietas"),
    "FORM": ("f", "fo", "forma", "forms"),
    "SUBFORM": ("subf", "subforma"),
    "CONVARIETY": ("convar",),
    "CULTIVAR": ("cv",),
    "ABERRATION": ("ab", "aberratio"),
    "FORMA_SPECIALIS": ("fsp",),
    "PATHOVAR": ("pv",),
    "UNRANKED": ("norank", "clade"),
}
_CODE_OF_WORD = {_NOT_A_LETTER.sub("", rank.lower()): rank for rank in RANKS} | {
    word: rank for rank, words in _WORDS.items() for word in words
}
_LONGEST_WORD = 60


def read_rank(text: str | None) -> str | None:
    """The Rank constant of a word or abbreviation in any case; None where it is none."""
    return _known_rank(text) if text and len(text) <= _LONGEST_WORD else None


@lru_cache(maxsize=1024)
def _known_rank(text: str) -> str | None:
    word = _NOT_A_LETTER.sub("", text.lower())
    return _CODE_OF_WORD.get(word) or _CODE_OF_WORD.get(word.removesuffix("s"))
