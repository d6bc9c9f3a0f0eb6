"""The addresses of all lists of a made-up registry, each with values that many, some and no entities have."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count

from entities.api.lists import PARTS
from entities.models import ENTITIES, Dataset, Entity, Installation, Network, NetworkConstituent, Node, Organization

_COMMON = (
    "identifier=10.5072/old7", "identifierType=DOI", "identifierType=URL", "created=2012", "modified=2012-04",
    "modified=2010,2020", "machineTagNamespace=crawler.example.org", "machineTagNamespace=review.example.org",
    "machineTagName=name3", "machineTagValue=17", "machineTagNamespace=crawler.example.org&machineTagName=name3",
    "machineTagNamespace=crawler.example.org&machineTagName=attempt&machineTagValue=1",
    "machineTagNamespace=crawler.example.org&machineTagName=name3&machineTagValue=17", "machineTagNamespace=no.example",
)  # fmt: skip
_DATASETS = (
    "limit=1000", "type=OCCURRENCE", "type=METADATA", "country=US", "country=NO", "country=US&type=CHECKLIST",
    "category=Marine", "category=Marine&category=Soil", "contactEmail=nobody@data.example",
    "contactEmail=office@data.example", "contactUserId=https://orcid.example/0000-0001",
    "machineTagNamespace=crawler.example.org&type=OCCURRENCE", "machineTagNamespace=crawler.example.org&country=US",
    "machineTagNamespace=crawler.example.org&identifierType=DOI", "type=OCCURRENCE&created=2012",
)  # fmt: skip
_ORGANIZATIONS = ("country=US", "isEndorsed=true", "isEndorsed=no", "numPublishedDatasets=5,15",
                  "numPublishedDatasets=1,*", "numPublishedDatasets=*,10", "contactEmail=a@data.example")  # fmt: skip
_OTHERS = (
    "/organization/count", "/organization/geojson", "/organization/suggest?q=museum", "/installation/metasync",
    "/installation/location/IPT_INSTALLATION", "/dataset/process", "/dataset/process/aborted",
    "/dataset/doi/10.5072/g7", "/node/country", "/node/activeCountries",
)  # fmt: skip


def addresses(datasets: int) -> Iterator[str]:
    """Addresses below the API's root; what hangs on an entity is asked of the one that has most."""
    biggest = _biggest()
    for model in ENTITIES:
        yield f"/{model.slug}"
    yield f"/dataset?offset={datasets * 5 // 6}"
    for model, parts in PARTS.items():
        for part in parts:
            yield f"/{model.slug}/{biggest[model]}/{part.names[0]}" if part.below else f"/{model.slug}/{part.names[0]}"
    yield f"/network/{biggest[Network]}/constituents"
    yield from (f"/dataset?{query}" for query in (*_COMMON, *_DATASETS, *_searches()))
    yield from (f"/dataset/deleted?{query}" for query in (_COMMON[6], "type=OCCURRENCE", next(_searches())))
    yield from (f"/organization?{query}" for query in (*_ORGANIZATIONS, f"networkKey={biggest[Network]}", "q=museum"))
    yield f"/installation?organizationKey={biggest[Organization]}"
    yield f"/installation?endorsedByNodeKey={biggest[Node]}"
    yield from _OTHERS


def _biggest() -> dict[type[Entity], UUID]:
    """Of each kind the entity that most datasets hang on."""
    live: Any = Dataset.live().order_by()

    def most(rows: Any, column: str) -> Any:
        return rows.values_list(column).annotate(count=Count("pk")).order_by("-count")[0][0]

    return {
        Node: most(live, "publishing_organization__endorsing_node"),
        Organization: most(live, "publishing_organization"),
        Installation: most(live, "installation"),
        Dataset: most(live.filter(parent_dataset__isnull=False), "parent_dataset"),
        Network: most(NetworkConstituent.objects.order_by(), "network"),
    }


def _searches() -> Iterator[str]:
    """Words of descriptions: the commonest, one that some have, a rare one; beginnings, and several at once."""
    found: Counter[str] = Counter()
    for text in Dataset.live().order_by("key").values_list("description", flat=True)[:2000]:
        found.update(set(text.lower().split()))
    words = [word for word, _ in found.most_common()]
    common, frequent, rare = words[0], words[len(words) // 200], words[len(words) // 2]
    for text in (common, frequent, rare, common[:1], frequent[:2], f"{common}+{words[1]}", f"{common}+{rare}"):
        yield f"q={text}"
    yield f"q={common}&type=OCCURRENCE"
    yield f"q={frequent}&machineTagNamespace=crawler.example.org"
    yield f"q={common}&offset=50000"
