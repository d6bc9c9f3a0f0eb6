"""Which rows: reads that compose, and say so when they leave something out.

Every condition on what hangs on an entity is one `Exists` on one row, so that it neither multiplies entities nor mixes
rows (contract 6.2, 6.3).
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Lower

from entities import words
from entities.models.components import Contact, Endpoint, Identifier, MachineTag
from entities.vocabulary import EndorsementStatus, IdentifierType, NodeType, ParticipationStatus

if TYPE_CHECKING:
    from entities.models.account import User

Period = tuple[datetime | None, datetime | None]
"""From the first moment to before the second; None is open."""
Amount = tuple[int | None, int | None]
"""The least and the most, both included; None is open."""

_DOI_NOTATIONS = ("{}", "doi:{}", "https://doi.org/{}", "http://doi.org/{}", "http://dx.doi.org/{}")
_COUNTRY_OF_ANY_TYPE = "TW"
"""The country whose node may be of any type (5.6)."""


class Holds(Func):
    """Whether a vector of words holds what the text of a `tsquery` wants."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = models.BooleanField()


class EntityQuerySet(models.QuerySet):
    """Querysets of the five entities."""

    model: Any

    def live(self) -> Self:
        """Entities that are not deleted."""
        return self.filter(deleted=None)

    def gone(self) -> Self:
        """Entities that are deleted."""
        return self.exclude(deleted=None)

    def newest_first(self) -> Self:
        """The order of lists: created descending, then key (contract 6.2); a total order."""
        return self.order_by("-created", "key")

    def as_listed(self) -> Self:
        """In the order of lists: with a search the most relevant first, then as always."""
        if "relevance" in self.query.annotations:
            return self.order_by("-relevance", "-created", "key")
        return self.newest_first()

    def matching(self, text: str) -> Self:
        """Entities whose texts hold all the words, annotated with `relevance` (contract 6.7).

        2 where the names alone hold all words, 1 where words of the names begin with them, 0 elsewhere. A text
        without any word is found nowhere.
        """
        wanted = words.query(text)
        if wanted is None:
            return self.none()
        relevance = Case(
            When(Holds(F("words__names"), Value(words.exactly(text))), then=Value(2)),
            When(Holds(F("words__names"), Value(wanted)), then=Value(1)),
            default=Value(0),
            output_field=models.SmallIntegerField(),
        )
        return self.filter(Holds(F("words__lexemes"), Value(wanted))).annotate(relevance=relevance)

    def titled(self, part: str) -> Self:
        """Entities whose title contains the text in any case, those first that begin with it (contract 7.3)."""
        begins = Case(When(title__istartswith=part, then=Value(0)), default=Value(1))
        return self.filter(title__icontains=part).order_by(begins, Lower("title"), "key")

    def created_within(self, period: Period) -> Self:
        """Entities created in a period."""
        return self._within("created", period)

    def modified_within(self, period: Period) -> Self:
        """Entities whose last change is in a period."""
        return self._within("modified", period)

    def editable_by(self, user: "User") -> Self:
        """Entities that the user's rights reach, each way up as one subquery (contract 9.3)."""
        reach = Q()
        for path in self.model.editor_paths:
            reach |= Q(pk__in=self.model.objects.filter(**{f"{path}__user": user.pk}).values("pk"))
        return self.filter(reach)

    def modifiable_by(self, user_name: str) -> Self:
        """Entities that the account of that name may change: all, those that its rights reach, or none (6.4)."""
        account = get_user_model().objects.filter(user_name=user_name.lower(), deleted=None).first()
        if account is None or not account.is_editor:
            return self.none()
        return self if account.is_administrator else self.editable_by(account)

    def with_identifier(self, **parts: str) -> Self:
        """Entities with at least one identifier that matches all the given parts."""
        return self._with(Identifier, **parts)

    def with_machine_tag(self, **parts: str) -> Self:
        """Entities with at least one machine tag that matches all the given parts."""
        return self._with(MachineTag, **parts)

    def with_contact(self, **parts: Any) -> Self:
        """Entities with at least one contact that matches all the given parts."""
        return self._with(Contact, **parts)

    def with_contact_item(self, **items: str) -> Self:
        """Entities with at least one contact that has each text as an item of its list, e.g. `email="a@b.c"`.

        The words of the text narrow the search first, as they have an index and lists of contacts need none then.
        """
        rows = self.with_contact(**{f"{name}__contains": [item] for name, item in items.items()})
        for item in items.values():
            wanted = words.exactly(item)
            rows = rows.filter(Holds(F("words__lexemes"), Value(wanted))) if wanted else rows
        return rows

    def _within(self, field: str, period: Period) -> Self:
        start, end = period
        limits = {f"{field}__gte": start, f"{field}__lt": end}
        return self.filter(**{name: moment for name, moment in limits.items() if moment is not None})

    def _with(self, kind: type, **parts: Any) -> Self:
        rows = self.model.components[kind]._default_manager.filter(entity=OuterRef("pk"), **parts)
        return self.filter(Exists(rows))

    def _related(self, relation: str) -> Any:
        """All rows of the other side of a relation, whose class cannot be imported here."""
        return self.model._meta.get_field(relation).related_model.objects.all()


class NodeQuerySet(EntityQuerySet):
    """Querysets of nodes."""

    def of_countries(self) -> Self:
        """Nodes that stand for a country."""
        return self.filter(type=NodeType.COUNTRY).exclude(country=None)

    def active(self) -> Self:
        """Nodes of countries that take part as voting or associate participants (contract 5.6)."""
        return self.of_countries().filter(
            participation_status__in=[ParticipationStatus.VOTING, ParticipationStatus.ASSOCIATE]
        )

    def of_country(self, country: str) -> Self:
        """The nodes of a country; that of Taiwan may be of any type (contract 5.6)."""
        rows = self.filter(country=country)
        return rows if country == _COUNTRY_OF_ANY_TYPE else rows.filter(type=NodeType.COUNTRY)


class OrganizationQuerySet(EntityQuerySet):
    """Querysets of organizations."""

    def endorsed(self, yes: bool = True) -> Self:
        """Organizations that their node vouches for; or those that it does not, for whatever reason."""
        endorsed = Q(endorsement_status=EndorsementStatus.ENDORSED)
        return self.filter(endorsed if yes else ~endorsed)

    def pending(self) -> Self:
        """Organizations that are not endorsed, rejected and held ones too (contract 8.4)."""
        return self.endorsed(False)

    def of_country(self, country: str) -> Self:
        """Organizations in a country."""
        return self.filter(country=country)

    def endorsed_by(self, node: UUID) -> Self:
        """Organizations that the node endorsed."""
        return self.filter(endorsing_node=node).endorsed()

    def pending_at(self, node: UUID) -> Self:
        """Organizations that wait for the node, or were refused by it."""
        return self.filter(endorsing_node=node).pending()

    def in_network(self, network: UUID) -> Self:
        """Organizations that publish a live dataset of the network."""
        datasets = self._related("datasets").live().filter(memberships__network=network)
        return self.filter(pk__in=datasets.values("publishing_organization"))

    def never_publishing(self) -> Self:
        """Organizations that never had a dataset; a deleted one counts as having one."""
        return self.exclude(Exists(self._related("datasets").filter(publishing_organization=OuterRef("pk"))))

    def publishing(self, amount: Amount = (1, None)) -> Self:
        """Organizations with so many live datasets."""
        least, most = amount
        if not least and most is None:
            return self
        datasets = self._related("datasets").live().order_by().values("publishing_organization")
        counted = datasets.annotate(count=Count("pk")).values("publishing_organization")
        if least:
            enough = counted.filter(count__gte=least)
            enough = enough if most is None else enough.filter(count__lte=most)
            return self.filter(pk__in=enough)
        return self.exclude(pk__in=counted.filter(count__gt=most))

    def located(self) -> Self:
        """Organizations that have coordinates."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)


class InstallationQuerySet(EntityQuerySet):
    """Querysets of installations."""

    def of_type(self, kind: str) -> Self:
        """Installations of a type."""
        return self.filter(type=kind)

    def hosted_by(self, organization: UUID) -> Self:
        """Installations of an organization."""
        return self.filter(organization=organization)

    def hosted_by_live(self, organization: UUID) -> Self:
        """Installations of an organization that is not deleted."""
        return self.filter(organization=organization, organization__deleted=None)

    def hosted_below(self, node: UUID) -> Self:
        """Installations whose live host names the node, endorsed or not."""
        return self.filter(organization__endorsing_node=node, organization__deleted=None)

    def endorsed_by(self, node: UUID) -> Self:
        """Installations whose host is endorsed by the node."""
        endorsed = EndorsementStatus.ENDORSED
        return self.filter(organization__endorsing_node=node, organization__endorsement_status=endorsed)

    def never_publishing(self) -> Self:
        """Installations that never served a dataset."""
        return self.exclude(Exists(self._related("datasets").filter(installation=OuterRef("pk"))))


class DatasetQuerySet(EntityQuerySet):
    """Querysets of datasets."""

    def of_type(self, kind: str) -> Self:
        """Datasets of a type."""
        return self.filter(type=kind)

    def of_country(self, country: str) -> Self:
        """Datasets whose publisher is in a country."""
        return self.filter(publishing_organization__country=country)

    def in_categories(self, names: list[str]) -> Self:
        """Datasets that have all the categories."""
        return self.filter(category__contains=names)

    def published_by(self, organization: UUID) -> Self:
        """Datasets of a publisher."""
        return self.filter(publishing_organization=organization)

    def hosted_by(self, organization: UUID) -> Self:
        """Datasets that the organization serves for other publishers."""
        rows = self.filter(installation__organization=organization)
        return rows.exclude(publishing_organization=organization)

    def served_by(self, installation: UUID) -> Self:
        """Datasets of an installation."""
        return self.filter(installation=installation)

    def endorsed_by(self, node: UUID) -> Self:
        """Datasets whose publisher is live and endorsed by the node."""
        publisher = {"endorsing_node": node, "deleted": None, "endorsement_status": EndorsementStatus.ENDORSED}
        return self.filter(**{f"publishing_organization__{name}": value for name, value in publisher.items()})

    def in_network(self, network: UUID) -> Self:
        """Datasets of a network."""
        return self.filter(memberships__network=network)

    def constituents_of(self, parent: UUID) -> Self:
        """Datasets below another one."""
        return self.filter(parent_dataset=parent)

    def having_parent(self) -> Self:
        """Datasets below another one, whichever it is."""
        return self.filter(parent_dataset__isnull=False)

    def duplicates(self) -> Self:
        """Datasets that are marked as duplicates of another one."""
        return self.filter(duplicate_of_dataset__isnull=False)

    def without_endpoint(self) -> Self:
        """Datasets that nobody can reach: not external, no part of another one, and without endpoint."""
        endpoints = self.model.components[Endpoint]._default_manager.filter(entity=OuterRef("pk"))
        return self.filter(external=False, parent_dataset=None).exclude(Exists(endpoints))

    def with_doi(self, doi: str) -> Self:
        """Datasets with this DOI, as their own or among their identifiers, in any of its notations."""
        notations = [notation.format(doi) for notation in _DOI_NOTATIONS]
        rows = self.model.components[Identifier]._default_manager.filter(
            type=IdentifierType.DOI, identifier__in=notations
        )
        return self.filter(Q(doi=doi) | Q(pk__in=rows.values("entity")))


class NetworkQuerySet(EntityQuerySet):
    """Querysets of networks."""

    def of_dataset(self, dataset: UUID) -> Self:
        """Networks that a dataset belongs to."""
        return self.filter(constituents__dataset=dataset)
