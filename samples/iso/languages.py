"""Texts in two languages."""

from samples.iso.elements import Element, code, leaf, node, text

LOCALE = "locale-pt"


def multilingual(name: str, main: str, portuguese: str) -> Element:
    """A text in the language of the document and in Portuguese."""
    element = text(name, main)
    element.set("{http://www.w3.org/2001/XMLSchema-instance}type", "gmd:PT_FreeText_PropertyType")
    localised = leaf("gmd:LocalisedCharacterString", portuguese, locale=f"#{LOCALE}")
    element.append(node("gmd:PT_FreeText", node("gmd:textGroup", localised)))
    return element


def locale() -> Element:
    """Declaration of the second language."""
    return node(
        "gmd:locale",
        node(
            "gmd:PT_Locale",
            code("gmd:languageCode", "LanguageCode", "por"),
            code("gmd:country", "Country", "PT"),
            code("gmd:characterEncoding", "MD_CharacterSetCode", "utf8"),
            id=LOCALE,
        ),
    )
