"""Which datasets belong to a network; changed only through the network (registry contract 5.7, 8.9)."""

from django.db import transaction

from entities import permissions
from entities.exceptions import WrongState
from entities.models import Dataset, Network, NetworkConstituent
from entities.permissions import Actor
from entities.services import history, lifecycle, rendering
from entities.signals import entities_changed


@transaction.atomic
def join(network: Network, dataset: Dataset, *, actor: Actor) -> None:
    """Make the dataset a constituent; WrongState where it is one already."""
    _begin(network, dataset, actor)
    if NetworkConstituent.objects.filter(network=network, dataset=dataset).exists():
        raise WrongState(f"dataset {dataset.pk} is already a constituent of network {network.pk}")
    NetworkConstituent.objects.create(network=network, dataset=dataset)
    _finish(network, dataset)


@transaction.atomic
def leave(network: Network, dataset: Dataset, *, actor: Actor) -> None:
    """Take the dataset out of the network; WrongState where it is no constituent."""
    _begin(network, dataset, actor)
    gone, _ = NetworkConstituent.objects.filter(network=network, dataset=dataset).delete()
    if not gone:
        raise WrongState(f"dataset {dataset.pk} is no constituent of network {network.pk}")
    _finish(network, dataset)


def _begin(network: Network, dataset: Dataset, actor: Actor) -> None:
    permissions.require_change(actor, network)
    rendering.lock({Dataset: [dataset.pk], Network: [network.pk]})
    history.begin(actor)


def _finish(network: Network, dataset: Dataset) -> None:
    lifecycle.announce(network, "changed", {Dataset: [dataset.pk]})
    entities_changed.send(sender=Dataset, model=Dataset, keys=[dataset.pk], kind="changed")
