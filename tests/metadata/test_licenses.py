"""Licences by address and by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.metadata.licenses import choose_license, read_license
from entities.vocabulary import License

NAMED = {
    "CC0_1_0": [
        "http://creativecommons.org/publicdomain/zero/1.0/legalcode",
        "https://www.creativecommons.org/publicdomain/zero/1.0/deed.de",
        "https://creativecommons.org/publicdomain/mark/1.0/",
        "CC0",
        "CC0 1.0",
        "cc-zero",
        "Public Domain (CC0 1.0)",
        "Public Domain Mark 1.0",
        "PDDL",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        "https://spdx.org/licenses/CC0-1.0.html",
    ],
    "CC_BY_4_0": [
        "https://creativecommons.org/licenses/by/4.0/",
        "HTTP://CREATIVECOMMONS.ORG/LICENSES/BY/4.0",
        "CC-BY",
        "CC BY 4.0",
        "cc-by-4.0",
        "CC-By 4.0",
        "Creative Commons Attribution (CC-BY) 4.0",
        "Creative Commons Attribution (CC-BY) 4.0 License",
        "Creative Commons Attribution 4.0 International License.",
        "This work is licensed under a CC BY 4.0 licence (see https://data.example.org/licence.html).",
        "Attribution 4.0, see https://creativecommons.org/licenses/by/4.0/legalcode",
        "ODC-BY",
        "https://opendatacommons.org/licenses/by/1-0/",
    ],
    "CC_BY_NC_4_0": [
        "https://creativecommons.org/licenses/by-nc/4.0/legalcode",
        "CC-BY-NC",
        "CC BY-NC 4.0",
        "Creative Commons Attribution Non Commercial (CC-BY-NC) 4.0",
        "Creative Commons Attribution-NonCommercial 4.0 International License",
    ],
    "UNSUPPORTED": [
        "https://creativecommons.org/licenses/by/3.0/",
        "CC BY 3.0, see http://creativecommons.org/licenses/by/3.0",
        "CC-BY, http://creativecommons.org/licenses/by/2.5/",
        "Creative Commons Attribution 2.0",
        "Creative Commons Attribution-NonCommercial-Share Alike 3.0 United States [CC BY-NC-SA 3.0]",
        "CC BY-SA 4.0",
        "Creative Commons Attribution-NoDerivatives 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/",
        "Open Data Commons Open Database License (ODbL)",
        "This information is licensed under the Open Government Licence v3.0.",
        "Licence Ouverte 2.0",
        "MIT License",
        "https://data.example.org/licence.html",
    ],
    "UNSPECIFIED": [
        "",
        "Not for navigation.",
        "Access and accuracy are not warranted; success depends on the account.",
        "license",
        "Consult the office about licensing.",
        "https://data.example.org/terms",
        "In the public domain",
        "Baccalaureate by candidates",
    ],
}
CASES = [(text, constant) for constant, texts in NAMED.items() for text in texts]


@pytest.mark.parametrize(("text", "constant"), CASES)
def test_it_reads_the_licence_that_a_text_names(text: str, constant: str) -> None:
    assert read_license(text) == constant


def test_it_reads_none_from_nothing() -> None:
    assert read_license(None) == "UNSPECIFIED"


@pytest.mark.parametrize(
    ("texts", "constant"),
    [
        (["CC BY-SA 4.0", "CC0", "CC-BY"], "CC0_1_0"),
        (["CC-BY", "CC BY-SA 4.0"], "CC_BY_4_0"),
        (["be kind", "CC BY-SA 4.0", None], "UNSUPPORTED"),
        (["be kind", None], None),
        ([], None),
    ],
)
def test_the_first_supported_licence_counts_before_all_others(texts: list[str | None], constant: str | None) -> None:
    assert choose_license(texts) == constant


@given(st.text())
def test_it_never_fails(text: str) -> None:
    assert read_license(text) in License.values
