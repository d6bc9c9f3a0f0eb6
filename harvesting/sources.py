"""Create, change and delete harvest sources: the only place where it happens, for admin, API and commands alike."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from entities import permissions
from entities.exceptions import Conflict, RuleViolation, WrongState
from entities.models import Dataset, MachineTag, Organization
from entities.permissions import Actor
from entities.services import documents, history
from harvesting import installations, registration, scheduling, slots
from harvesting.exceptions import AddressRefused
from harvesting.http import check_url, read_url
from harvesting.models import HarvestSource
from harvesting.models.source import ONE_URL
from harvesting.vocabulary import ACTIVE_STATES, RunState

WRITABLE = (
    "name", "url", "harvest_type", "organization", "publish", "interval", "contact", "connections", "allowed_hosts",
    "document_limit", "archives", "delay", "downstream_url",
)  # fmt: skip
MOST_PER_ORGANIZATION = 200
DOWNSTREAM_TAG = "ckan_harvest_url"
"""Name of the machine tag, in the harvests' namespace, that says where an organization's datasets go downstream."""


@transaction.atomic
def create(values: Mapping[str, Any], *, actor: Actor) -> HarvestSource:
    """A new source, with the installation of its organization that its datasets are served by: given, found, or new.

    `values` by column; a missing name is the URL, a missing contact the e-mail of the actor, a missing downstream
    catalogue the organization's machine tag DOWNSTREAM_TAG. A published source is due at once.
    """
    source = HarvestSource(created_by=actor.name)
    _assign(source, {"name": values.get("url")} | dict(values))
    if not source.contact and actor.user is not None:
        source.contact = actor.user.email
    organization = _organization(source)
    permissions.require(permissions.may_change(actor, organization), actor)
    source.downstream_url = source.downstream_url or _downstream_of(organization)
    if organization.harvest_sources.filter(deleted=None).count() >= MOST_PER_ORGANIZATION:
        raise RuleViolation({"organization": f"has {MOST_PER_ORGANIZATION} harvest sources already"})
    _check(source)
    if source.installation_id is None:
        source.installation = installations.of_new_source(source, actor=actor)
    source.created = _stamp(source, actor)
    source.next_run = source.created if source.publish else None
    _save(source, force_insert=True)
    return source


@transaction.atomic
def change(source: HarvestSource, values: Mapping[str, Any], *, actor: Actor) -> HarvestSource:
    """The stored source with new values; its documents and datasets stay as they are until the next run.

    WrongState where it was deleted.
    """
    permissions.require(permissions.may_change(actor, source.organization), actor)
    source = _locked(source)
    if source.is_deleted:
        raise WrongState(f"Harvest {source.pk} is deleted.")
    was_published, former_interval = source.publish, source.interval
    _assign(source, values)
    organization = _organization(source)
    permissions.require(permissions.may_change(actor, organization), actor)
    _check(source)
    _stamp(source, actor)
    installations.move(source, organization, actor=actor)
    _save(source, update_fields={*values, "installation", "modified", "modified_by"})
    if (source.publish, source.interval) != (was_published, former_interval):
        _reschedule(source, is_new=not was_published)
    source.refresh_from_db()
    return source


@transaction.atomic
def delete(source: HarvestSource, *, actor: Actor, keep_datasets: bool = False) -> None:
    """Mark the source as deleted, end its run, and soft-delete its datasets unless they are to be kept.

    The records stay, so that the datasets' history can be told; the URL is free for another source.
    """
    permissions.require(permissions.may_change(actor, source.organization), actor)
    source = _locked(source)
    if source.is_deleted:
        raise WrongState(f"Harvest {source.pk} is deleted already.")
    source.deleted = _stamp(source, actor)
    source.next_run = None
    source.save(update_fields={"deleted", "next_run", "modified", "modified_by"})
    for run in source.runs.filter(state__in=ACTIVE_STATES):
        scheduling.close(run, RunState.CANCELLED, message=f"The source was deleted by {actor.name}.")
    if not keep_datasets:
        registration.release(source, source.documents.all(), actor=actor)
        live = Dataset.objects.live().filter(harvested_documents__source=source)
        documents.withdraw(list(live.values_list("pk", flat=True)), actor=actor)


def _downstream_of(organization: Organization) -> str:
    """The organization's page in a downstream catalogue, where somebody set it (harvest contract 1)."""
    tags: Any = Organization.components[MachineTag]._default_manager
    named = tags.filter(entity=organization, namespace=settings.HARVEST_MACHINE_TAG_NAMESPACE, name=DOWNSTREAM_TAG)
    return named.order_by("pk").values_list("value", flat=True).first() or ""


def _locked(source: HarvestSource) -> HarvestSource:
    return HarvestSource.objects.select_for_update(no_key=True).get(pk=source.pk)


def _assign(source: HarvestSource, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        field: Any = source._meta.get_field(name)
        setattr(source, name, field.get_default() if value is None and not field.null else value)


def _organization(source: HarvestSource) -> Organization:
    if source.organization_id is None:
        raise RuleViolation({"organization": "must not be null"})
    return source.organization


def _check(source: HarvestSource) -> None:
    """Raise RuleViolation with every broken rule, Conflict where another source has the URL."""
    failures: dict[str, str] = {}
    try:
        source.full_clean(
            exclude={"installation", "created", "created_by", "modified", "modified_by"}, validate_constraints=False
        )
    except ValidationError as error:
        failures = {name: problems[0] for name, problems in error.message_dict.items() if name != NON_FIELD_ERRORS}
    if "url" not in failures:
        try:
            check_url(source.url)
        except AddressRefused as error:
            failures["url"] = str(error)
    if not all(_is_host(host) for host in source.allowed_hosts):
        failures["allowed_hosts"] = "must be names of hosts, without scheme and path"
    if failures:
        raise RuleViolation(failures)
    _require_free_url(source)


def _is_host(text: str) -> bool:
    try:
        return read_url(f"https://{text}").path == "/"
    except AddressRefused:
        return False


def _require_free_url(source: HarvestSource) -> None:
    taken = HarvestSource.objects.live().filter(url=source.url).exclude(pk=source.pk).first()
    if taken is not None:
        raise Conflict(f"The harvest source {taken.name!r} ({taken.pk}) has this URL.")


def _save(source: HarvestSource, **how: Any) -> None:
    """Store it; Conflict where somebody else got the URL between our look and this."""
    try:
        with transaction.atomic():
            source.save(**how)
    except IntegrityError as error:
        if ONE_URL in str(error):
            _require_free_url(source)
        raise


def _stamp(source: HarvestSource, actor: Actor) -> Any:
    source.modified, source.modified_by = history.begin(actor), actor.name
    return source.modified


def _reschedule(source: HarvestSource, *, is_new: bool) -> None:
    """One that is published since now is due at once, one that is not runs by hand only, the others run when their
    interval, counted from their last run, is over."""
    following: Any = None
    if source.publish and not source.is_paused:
        last = source.last_started or source.created
        following = Now() if is_new else slots.next_run(source, last, source.failures)
    HarvestSource.objects.filter(pk=source.pk).update(next_run=following)
