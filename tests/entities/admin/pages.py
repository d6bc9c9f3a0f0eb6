"""Addresses of admin pages, and forms filled in as a browser would send them."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from entities.models import Entity


def address(model: type[Any], page: str, *arguments: object) -> str:
    """The address of a page about a model."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def of(entity: Entity, page: str = "change") -> str:
    """The address of a page about an entity."""
    return address(type(entity), page, entity.pk)


def filled(client: Client, location: str) -> dict[str, Any]:
    """What a browser would send from the page if nobody touched the form."""
    context: Any = client.get(location).context
    sent: dict[str, Any] = {}
    for form in _forms(context):
        for field in form:
            _take(sent, field)
    return sent


def _forms(context: Any) -> list[Any]:
    found = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        found += [formset.management_form, *formset.initial_forms]
    return found


def _take(sent: dict[str, Any], field: Any) -> None:
    value = field.value()
    if value is True:
        sent[field.html_name] = "on"
    elif value is not None and value is not False:
        sent[field.html_name] = field.field.prepare_value(value)


def send(client: Client, location: str, **changes: Any) -> HttpResponse:
    """Send the page's form with some values changed, and follow to where it leads."""
    sent = filled(client, location) | changes
    return client.post(location, sent, follow=True)  # type: ignore[return-value]


def row(prefix: str, number: int, **values: Any) -> dict[str, Any]:
    """A new row `number` of a tab."""
    return {f"{prefix}-TOTAL_FORMS": number + 1} | {
        f"{prefix}-{number}-{name}": value for name, value in values.items()
    }


def errors(response: Any) -> dict[str, list[str]]:
    """What the form of the entity says about its fields."""
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


def messages(response: Any) -> list[str]:
    """What the page tells at its top."""
    return [str(message) for message in response.context["messages"]]
