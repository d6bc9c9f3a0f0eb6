"""Forms of entities and components: they ask for the reason, and show a service's refusal beside its field."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django import forms
from django.db import models
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextInputWidget

from entities.exceptions import MalformedValue, RegistryError, RuleViolation
from entities.representation import columns

_FIELDS_OF_COMPOSED = {"citation": "citation_text"}


class Refused(Exception):
    """A service refused what a form asked for; `prefix` names the form, empty for the entity's own."""

    def __init__(self, prefix: str, cause: RegistryError) -> None:
        self.prefix, self.cause = prefix, cause
        super().__init__(str(cause))


@contextmanager
def refusals_of(prefix: str | None) -> Iterator[None]:
    """Turn a service's refusal into one of the form with the prefix."""
    try:
        yield
    except RegistryError as error:
        raise Refused(prefix or "", error) from error


class ServiceForm(forms.ModelForm):
    """A form whose values go to a service, which may refuse them; `refusal` is what it answered the first time."""

    refusal: ClassVar[Refused | None] = None

    def full_clean(self) -> None:
        """Check shapes, then show the refusal."""
        super().full_clean()
        if self.refusal is not None and self.refusal.prefix == (self.prefix or ""):
            self._show(self.refusal.cause)

    def values(self, *, only_changed: bool) -> dict[str, Any]:
        """What the service shall store, by the column's attribute."""
        names = self.changed_data if only_changed else self.cleaned_data
        model = self._meta.model
        stored = {field.name: field for field in model._meta.concrete_fields if not field.primary_key}
        return {
            stored[name].attname: _stored_value(self.cleaned_data[name])
            for name in names
            if name in stored and name != "entity" and name in self.cleaned_data
        }

    def _show(self, error: RegistryError) -> None:
        names = {column.json_name: name for name, column in columns(type(self.instance)).items()}  # type: ignore[arg-type]
        for json_name, sentence in _sentences(error):
            name = _FIELDS_OF_COMPOSED.get(json_name) or names.get(json_name, json_name)
            if name in self.fields:
                self.add_error(name, sentence)
            else:
                self.add_error(None, f"{json_name}: {sentence}" if json_name else sentence)


def _sentences(error: RegistryError) -> list[tuple[str, str]]:
    """What is wrong, each with the JSON name of its field, which may be empty."""
    if isinstance(error, RuleViolation):
        return list(error.failures.items())
    name, colon, sentence = str(error).partition(": ")
    return [(name, sentence)] if colon and isinstance(error, MalformedValue) else [("", str(error))]


class EntityForm(ServiceForm):
    """An entity's own fields, and why they change."""

    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason for the change",
        help_text="Kept in the history with your name, for the fields above and for everything in the tabs.",
        widget=UnfoldAdminTextInputWidget(),
    )


class DatasetForm(EntityForm):
    """A dataset, with the categories that the vocabulary has now."""

    def clean_category(self) -> list[str] | None:
        """No category at all is null, which the JSON leaves out."""
        return self.cleaned_data["category"] or None


class ComponentForm(ServiceForm):
    """One contact, endpoint, tag …"""


class ContactForm(ComponentForm):
    """A contact; making it primary demotes the one of its type that was, so this is no conflict."""

    def validate_constraints(self) -> None:
        """Leave the primary contact to the service."""


class ComponentFormSet(PaginationInlineFormSet):
    """The rows of one kind, a page of them; each row is found by its key, though others came or went meanwhile."""

    def _existing_object(self, pk: Any) -> models.Model:
        """The row of a key, on whichever page it is by now; a new one without key where it is gone."""
        found = self.queryset.filter(pk=pk).first()
        return found if found is not None else self.model(**{self.fk.name: self.instance})


class ContactFormSet(ComponentFormSet):
    """Contacts, whose folded lines say who they are and what they do here."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)
        contact = form.instance
        if contact.pk is not None:
            role, mark = contact.get_type_display() if contact.type else "", "primary" if contact.primary else ""
            contact.get_inline_title = " · ".join(filter(None, (str(contact), role, mark, *contact.email[:1])))
        return form


def _stored_value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return None if value == "" else value
