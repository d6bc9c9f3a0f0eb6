"""What a curator decides about one entity or about many: delete, restore, endorse, lock …

A decision is asked for on a page of its own, which names the entities and the consequence and takes a reason. It is
carried out row by row, each in its own transaction, and reported row by row: one refusal stops no other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin import AdminSite, widgets
from unfold.widgets import UnfoldAdminTextInputWidget

from entities.exceptions import RegistryError
from entities.models import Dataset, NetworkConstituent, Organization
from entities.permissions import Actor
from entities.services import constituents, endorsement, lifecycle, passwords
from entities.vocabulary import EndorsementStatus

MOST_AT_ONCE = 1000
"""Entities of one decision: a person still reads the report, and the page answers in time."""


class DecisionForm(forms.Form):
    """Why; kept in the history of each entity."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason",
        help_text="Kept in the history with your name.",
        widget=UnfoldAdminTextInputWidget(),
    )

    def __init__(self, *args: Any, site: AdminSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site


class ReasonedForm(DecisionForm):
    """A decision that people will ask about: nothing happens without a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True


def choosing(name: str, relation: Any) -> type[DecisionForm]:
    """A form that asks for a live entity as well, of the kind to which the relation leads."""

    class ChoosingForm(DecisionForm):
        field_order = (name, "reason")

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            rows = relation.related_model.objects.filter(deleted=None).defer("rendered")
            widget = widgets.AutocompleteSelect(relation, self.site, attrs={"data-width": "100%"})
            field = self.fields[name] = forms.ModelChoiceField(queryset=rows, widget=widget)
            widget.choices = field.choices
            self.order_fields(self.field_order)

    return ChoosingForm


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of a decision before it is confirmed.

    field: the form's field on which it depends; candidates: values of the field to offer for an entity; lines: what
    the decision will do to the entities, given the form's values.
    """

    field: str
    candidates: Callable[[Any], Sequence[Any]]
    lines: Callable[[Sequence[Any], dict[str, Any]], Iterable[str]]

    def token(self, values: dict[str, Any]) -> str:
        """What a confirmation repeats: of which choice the preview was shown."""
        return str(values[self.field].pk)


@dataclass(frozen=True, slots=True)
class Decision:
    """One kind of decision.

    name: in addresses; title: the verb on buttons; done: how a success is reported; consequence: what it will do;
    run: carries it out for one entity, given the actor and the form's values, or raises a RegistryError;
    fits: whether the button is shown for an entity; preview: what is shown before it is confirmed, if anything.
    """

    name: str
    title: str
    done: str
    consequence: str
    run: Callable[[Any, Actor, dict[str, Any]], object]
    icon: str
    form: type[DecisionForm] = DecisionForm
    fits: Callable[[Any], bool] = lambda entity: not entity.is_deleted
    tone: str = "default"
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a decision about one entity."""

    entity: Any
    is_done: bool
    sentence: str


def decide(decision: Decision, entities: Sequence[Any], actor: Actor, values: dict[str, Any]) -> list[Outcome]:
    """Carry the decision out for each entity or document, and answer what came of each."""
    return [_outcome(decision, entity, actor, values) for entity in entities]


def _outcome(decision: Decision, entity: Any, actor: Actor, values: dict[str, Any]) -> Outcome:
    try:
        decision.run(entity, actor, values)
    except RegistryError as error:
        return Outcome(entity, is_done=False, sentence=str(error))
    return Outcome(entity, is_done=True, sentence=decision.done)


def _lock(is_locked: bool) -> Callable[[Dataset, Actor, dict[str, Any]], object]:
    values = {"locked_for_auto_update": is_locked}
    return lambda dataset, actor, _: lifecycle.change(dataset, values, actor=actor)


DELETE = Decision(
    name="delete",
    title="Delete",
    done="deleted",
    consequence="It leaves all lists, searches and counts, but stays readable by its key with all that belongs to it,"
    " and can be restored. Nothing below it is deleted with it.",
    run=lambda entity, actor, _: lifecycle.delete(entity, actor=actor),
    icon="delete",
    tone="danger",
)
RESTORE = Decision(
    name="restore",
    title="Restore",
    done="restored",
    consequence="It comes back as it was, with all that belongs to it.",
    run=lambda entity, actor, _: lifecycle.restore(entity, actor=actor),
    icon="restore_from_trash",
    fits=lambda entity: entity.is_deleted,
    tone="primary",
)
ENDORSE = Decision(
    name="endorse",
    title="Endorse",
    done="endorsed",
    consequence="Its node vouches for the organization from now on. Its contacts are told by mail, with the reason.",
    run=lambda entity, actor, _: endorsement.endorse(entity, actor=actor),
    icon="verified",
    fits=lambda entity: not entity.is_deleted and not entity.is_endorsed,
    tone="primary",
)
HOLD = Decision(
    name="hold",
    title="Put on hold",
    done="put on hold",
    consequence="The decision waits, and the organization in the queue; an endorsement that it has ends. Its contacts"
    " are told the reason by mail.",
    run=lambda entity, actor, _: endorsement.set_status(entity, EndorsementStatus.ON_HOLD, actor=actor),
    icon="pause_circle",
    form=ReasonedForm,
    fits=lambda entity: not entity.is_deleted and entity.endorsement_status != EndorsementStatus.ON_HOLD,
)


def _reject(organization: Organization, actor: Actor, values: dict[str, Any]) -> object:
    """An endorsement is taken back; a request that nobody endorsed yet is turned down."""
    if organization.is_endorsed:
        return endorsement.reject(organization, actor=actor)
    return endorsement.set_status(organization, EndorsementStatus.REJECTED, actor=actor)


REJECT = Decision(
    name="reject",
    title="Reject",
    done="rejected",
    consequence="Its node does not vouch for the organization. Its datasets and installations stay as they are. Its"
    " contacts are told the reason by mail.",
    run=_reject,
    icon="block",
    form=ReasonedForm,
    fits=lambda entity: not entity.is_deleted and entity.endorsement_status != EndorsementStatus.REJECTED,
    tone="danger",
)
NEW_PASSWORD = Decision(
    name="password",
    title="New password",
    done="given a new password",
    consequence="Publishing software that logs in with the present password must be told the new one.",
    run=lambda entity, actor, _: passwords.renew(entity, actor=actor),
    icon="key",
    form=ReasonedForm,
)
LOCK = Decision(
    name="lock",
    title="Lock",
    done="locked",
    consequence="Metadata documents that come from now on are kept, but do not change the dataset.",
    run=_lock(is_locked=True),
    icon="lock",
    fits=lambda entity: not entity.is_deleted and not entity.locked_for_auto_update,
)
UNLOCK = Decision(
    name="unlock",
    title="Unlock",
    done="unlocked",
    consequence="The next metadata document changes the dataset again.",
    run=_lock(is_locked=False),
    icon="lock_open",
    fits=lambda entity: not entity.is_deleted and entity.locked_for_auto_update,
)
_NETWORK = choosing("network", NetworkConstituent._meta.get_field("network"))
JOIN = Decision(
    name="join",
    title="Add to network",
    done="added",
    consequence="It becomes a constituent of the network. The right to change the network is needed, not one on it.",
    run=lambda entity, actor, values: constituents.join(values["network"], entity, actor=actor),
    icon="hub",
    form=_NETWORK,
)
LEAVE = Decision(
    name="leave",
    title="Remove from network",
    done="removed",
    consequence="It is no constituent of the network any more.",
    run=lambda entity, actor, values: constituents.leave(values["network"], entity, actor=actor),
    icon="link_off",
    form=_NETWORK,
    fits=lambda entity: not entity.is_deleted and entity.memberships.exists(),
)


def _move(name: str, **said: Any) -> Decision:
    """Let a dataset refer to another entity along a relation of that name."""
    return Decision(
        name=name,
        done="moved",
        run=lambda dataset, actor, values: lifecycle.change(dataset, {f"{name}_id": values[name].pk}, actor=actor),
        form=choosing(name, Dataset._meta.get_field(name)),
        **said,
    )


MOVE_TO_PUBLISHER = _move(
    "publishing_organization",
    title="Move to publisher …",
    consequence="Another organization publishes it from now on: it stands in its lists and counts, is cited with its"
    " name, and is edited by those who may edit that organization, on which a right is needed. Its key and DOI stay.",
    icon="drive_file_move",
)
MOVE_TO_INSTALLATION = _move(
    "installation",
    title="Move to installation …",
    consequence="Another installation, anybody's, serves it from now on. Its key, DOI and endpoints stay; a source of"
    " documents is not changed by it.",
    icon="dns",
)
