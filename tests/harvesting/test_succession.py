"""Harvest sources follow an organization or an installation into the one that takes its place, and back."""

import pytest

from entities.models import Dataset
from entities.services import hanging, merging
from harvesting.vocabulary import RunState
from tests import factories
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import document
from tests.servers import WafServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_source_delivers_to_the_survivor_and_back_again(waf: WafServer, make_source: MakeSource) -> None:
    waf.files["gauge.xml"] = document("gauge")
    source = make_source()
    former, survivor = source.organization, factories.organization()

    merging.merge(former, survivor, actor=factories.actor())
    source.refresh_from_db()
    assert (source.organization, source.installation.organization) == (survivor, survivor)

    run = harvest(source)
    assert (run.state, Dataset.objects.get().publishing_organization) == (RunState.OK, survivor)

    former.refresh_from_db()
    merging.undo(former, actor=factories.actor())
    source.refresh_from_db()
    assert (source.organization, source.installation.organization) == (former, former)
    assert Dataset.objects.get().publishing_organization == survivor


def test_a_merge_tells_beforehand_which_sources_will_follow(make_source: MakeSource) -> None:
    source = make_source()

    told = [dict(map(reversed, hanging.counted(each))) for each in (source.organization, source.installation)]

    assert told[0]["harvest source (organization)"] == 1
    assert told[1]["harvest source (installation)"] == 1
    assert not [
        each for each in hanging.counted(source.installation.organization.endorsing_node) if "harvest" in each[1]
    ]


def test_a_source_follows_its_installation(make_source: MakeSource) -> None:
    source = make_source()
    survivor = factories.installation(organization=source.organization)

    merging.merge(source.installation, survivor, actor=factories.actor())

    source.refresh_from_db()
    assert source.installation == survivor
