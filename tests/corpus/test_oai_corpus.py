"""Recorded answers of an OAI-PMH repository of the same kind: ours have the same form."""

from pathlib import Path

import pytest
from lxml import etree

from entities.vocabulary import DatasetType
from tests import factories
from tests.conftest import CORPUS
from tests.entities.api.oai_pmh.client import NAMES, ask, texts

RECORDED = sorted((CORPUS / "gbif" / "oaipmh").glob("*.xml"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", RECORDED, ids=[path.stem[20:70] for path in RECORDED])
def test_our_answer_has_the_form_of_the_recorded_one(path: Path) -> None:
    recorded = etree.parse(path).getroot()
    factories.dataset(type=DatasetType.CHECKLIST, homepage="https://fjordlab.example/kelp")
    arguments = dict(recorded.find("oai:request", NAMES).attrib)
    arguments.pop("from", None), arguments.pop("until", None)

    ours = ask(**arguments)

    assert [child.tag for child in ours] == [child.tag for child in recorded]
    assert _first_item(ours) == _first_item(recorded)


@pytest.mark.parametrize(
    "path", [path for path in RECORDED if "ListSets" in path.name], ids=lambda path: path.stem[-10:]
)
def test_our_sets_are_named_like_the_recorded_ones(path: Path) -> None:
    kinds = {name.partition(":")[0] for name in texts(etree.parse(path).getroot(), ".//oai:setSpec")}

    assert kinds == {"dataset_type", "country", "installation"}


def _first_item(answer: etree._Element) -> list[str]:
    """The names of the first header, record, format or set, without those of a metadata document."""
    item = answer[-1][0]
    return [element.tag for element in item.iter(f"{{{NAMES['oai']}}}*")]
