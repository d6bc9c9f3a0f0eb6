"""A dataset with all that is above it, and each kind of write to an entity: what the tests of rights are made of."""

from typing import Any

from entities.models import Entity, Node, User
from tests import factories
from tests.entities.api.client import Api, path_of
from tests.factories import body_of

TAG = {"namespace": "crawler.example.org", "name": "attempt", "value": "17"}


class Chain:
    """A dataset with all that is above it, each by another hand: node, publisher, host, installation."""

    def __init__(self) -> None:
        self.node, self.hosting_node = factories.node(), factories.node()
        self.publisher = factories.organization(endorsing_node=self.node)
        self.host = factories.organization(endorsing_node=self.hosting_node)
        self.installation = factories.installation(organization=self.host)
        self.dataset = factories.dataset(publishing_organization=self.publisher, installation=self.installation)

    def new_dataset(self, **values: Any) -> dict[str, Any]:
        """The body of another dataset of the same publisher and installation."""
        sent = body_of(self.dataset) | {"key": None, "doi": None}
        return sent | values


def put(api: Api, entity: Entity, user: User, **values: Any) -> int:
    """The status of a PUT."""
    return int(api("PUT", path_of(entity), body_of(entity) | values, user=user).status_code)


def all_writes(entity: Entity) -> list[tuple[str, str, Any]]:
    """Each kind of write to an entity, with a body that would do."""
    slug = "endpoint" if isinstance(entity, Node) else "contact"
    added = {"endpoint": {"type": "FEED"}, "contact": {"lastName": "Berg"}}[slug]
    return [
        ("PUT", path_of(entity), body_of(entity)),
        ("DELETE", path_of(entity), None),
        ("POST", f"{path_of(entity)}/{slug}", added),
        ("DELETE", f"{path_of(entity)}/{slug}/1", None),
        ("POST", f"{path_of(entity)}/tag", {"value": "x"}),
        ("DELETE", f"{path_of(entity)}/tag/1", None),
        ("POST", f"{path_of(entity)}/machineTag", TAG),
        ("DELETE", f"{path_of(entity)}/machineTag/1", None),
        ("DELETE", f"{path_of(entity)}/machineTag/a", None),
        ("DELETE", f"{path_of(entity)}/machineTag/a/b", None),
    ]
