"""Whatever is done, in whatever order, stored JSON is what would be computed (contract 8)."""

from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

import orjson
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from entities.admin.decisions import DELETE, ENDORSE, HOLD, LOCK, NEW_PASSWORD, REJECT, RESTORE, UNLOCK, decide
from entities.exceptions import RegistryError
from entities.models import (
    ENTITIES,
    Comment,
    Contact,
    Dataset,
    Endpoint,
    Entity,
    Identifier,
    Installation,
    MachineTag,
    Network,
    Organization,
    Tag,
)
from entities.models.components import Component
from entities.permissions import Channel
from entities.services import archives, components, constituents, endorsement, publishing, rendering
from entities.services.exchange import import_entities
from entities.services.publishing import Registration
from entities.vocabulary import EndorsementStatus
from tests import factories
from tests.entities.api.client import Api, path_of
from tests.factories import COMPONENT_VALUES, body, body_of

pytestmark = pytest.mark.django_db

POSITION = st.integers(0, 30)
MODEL = st.sampled_from(ENTITIES)
KIND: st.SearchStrategy[type[Component]] = st.sampled_from([Contact, Endpoint, Identifier, Tag, MachineTag, Comment])
TITLES = st.sampled_from(["Kelp", "Seals & <b>birds</b>", "Ålesund 🐙", 'Quotes "and" \\ strokes', "  blanks  "])
DECISIONS = {
    Organization: (ENDORSE, HOLD, REJECT, NEW_PASSWORD),
    Dataset: (LOCK, UNLOCK),
}
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="kelp/{number}" system="x" xml:lang="en">
  <dataset>
    <title>{title}</title>
    <creator><individualName><givenName>Ole</givenName><surName>Berg</surName></individualName></creator>
    <pubDate>2023-05-08</pubDate>
    <abstract><para>By divers &lt;b&gt;</para></abstract>
  </dataset>
</eml:eml>"""


class Registry(RuleBasedStateMachine):
    """A registry that is changed through every entrance at random; refusals are as good as changes."""

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.api, self.admin = Api(), factories.admin_user()
        self.actor = factories.actor(channel=Channel.ADMIN, user=self.admin)

    def pick(self, model: type[Entity], position: int) -> Any:
        """Some entity of the kind, made where there is none."""
        keys = list(model.objects.order_by("created", "pk").values_list("pk", flat=True))
        if not keys:
            return factories.FACTORIES[model]()
        return model.objects.get(pk=keys[position % len(keys)])

    def attempt(self, change: Any, *args: Any, **options: Any) -> None:
        """Carry out a change, which may be refused."""
        try:
            with transaction.atomic():
                change(*args, **options)
        except RegistryError:
            pass

    @rule(model=MODEL, title=TITLES)
    def create_by_api(self, model: type[Entity], title: str) -> None:
        assert self.api("POST", f"/{model.slug}", body(model, title=title), user=self.admin).status_code == 201

    @rule(model=MODEL, position=POSITION, title=TITLES, other=POSITION)
    def change_by_api(self, model: type[Entity], position: int, title: str, other: int) -> None:
        entity = self.pick(model, position)
        sent = body_of(entity) | {"title": title}
        if model is Dataset:
            sent["publishingOrganizationKey"] = str(self.pick(Organization, other).pk)
            sent["parentDatasetKey"] = str(self.pick(Dataset, other).pk)
            sent["doi"] = [None, "10.1234/x"][other % 2]
        assert self.api("PUT", path_of(entity), sent, user=self.admin).status_code == 204

    @rule(model=MODEL, position=POSITION)
    def delete_by_api(self, model: type[Entity], position: int) -> None:
        assert self.api("DELETE", path_of(self.pick(model, position)), user=self.admin).status_code in (204, 400)

    @rule(model=MODEL, position=POSITION, number=POSITION)
    def decide_in_the_admin(self, model: type[Entity], position: int, number: int) -> None:
        offered = (DELETE, RESTORE, *DECISIONS.get(model, ()))
        decide(offered[number % len(offered)], [self.pick(model, position)], self.actor, {"reason": "x"})

    @rule(model=MODEL, position=POSITION, kind=KIND)
    def add_a_component(self, model: type[Entity], position: int, kind: type[Component]) -> None:
        if kind in model.components:
            values = COMPONENT_VALUES[kind] | ({"primary": True} if kind is Contact else {})
            self.attempt(components.add, self.pick(model, position), kind, values, actor=self.actor)

    @rule(model=MODEL, position=POSITION, kind=KIND)
    def remove_components(self, model: type[Entity], position: int, kind: type[Component]) -> None:
        if kind in model.components:
            self.attempt(components.remove, self.pick(model, position), kind, actor=self.actor)

    @rule(network=POSITION, dataset=POSITION, joins=st.booleans())
    def change_constituents(self, network: int, dataset: int, joins: bool) -> None:
        change = constituents.join if joins else constituents.leave
        self.attempt(change, self.pick(Network, network), self.pick(Dataset, dataset), actor=self.actor)

    @rule(position=POSITION, status=st.sampled_from(EndorsementStatus))
    def set_endorsement(self, position: int, status: EndorsementStatus) -> None:
        self.attempt(endorsement.set_status, self.pick(Organization, position), status, actor=self.actor)

    @rule(position=POSITION)
    def describe_an_archive(self, position: int) -> None:
        core = "http://rs.tdwg.org/dwc/terms/Taxon"
        self.attempt(archives.describe, self.pick(Dataset, position), core, [core], actor=self.actor)

    @rule(position=POSITION, title=TITLES)
    def publish_by_software(self, position: int, title: str) -> None:
        installation = self.pick(Installation, position)
        registration = Registration({"title": title}, {"type": "ORIGINATOR", "last_name": "Berg", "primary": True})
        self.attempt(
            publishing.register_dataset, installation.organization, installation, registration, actor=self.actor
        )

    @rule(model=MODEL, position=POSITION, title=TITLES)
    def import_again(self, model: type[Entity], position: int, title: str) -> None:
        """What was exported comes back with another title, and with a new entity beside it."""
        exported = orjson.loads(rendering.served(self.pick(model, position).rendered))
        fresh = exported | {"key": str(UUID(int=position + 1)), "title": f"{title} imported"}
        import_entities(model, [exported | {"title": title}, fresh], actor=self.actor)

    @rule(position=POSITION, title=TITLES)
    def upload_a_document(self, position: int, title: str) -> None:
        path = f"{path_of(self.pick(Dataset, position))}/document"
        content = DOCUMENT.format(title=escape(title.strip()), number=position).encode()
        answer = self.api("POST", path, content, user=self.admin, content_type="application/xml")
        assert answer.status_code in (201, 404), answer.content

    @invariant()
    def stored_is_computed(self) -> None:
        assert not [(model.slug, key) for model in ENTITIES for key in rendering.differences(model)]

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)


def test_it_stays_true_under_any_changes() -> None:
    run_state_machine_as_test(
        Registry,
        settings=settings(
            max_examples=4, stateful_step_count=15, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
