"""The tabs of an entity's page: one inline per kind of component, made from the model's own declaration.

Contacts can be edited; all other kinds can be added and removed only, as in the API (registry contract 5.1). Each tab
says how many rows there are and shows a page of them, so that a dataset with hundreds of contacts stays usable.
"""

from typing import Any, ClassVar

from django.contrib.admin.options import InlineModelAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.admin import StackedInline, TabularInline
from unfold.decorators import display

from entities.admin import markup, rights
from entities.admin.fields import form_field
from entities.admin.forms import ComponentForm, ComponentFormSet, ContactForm, ContactFormSet
from entities.models import (
    Comment,
    Contact,
    DirectoryContact,
    Editor,
    Endpoint,
    Entity,
    Identifier,
    MachineTag,
    Tag,
)
from entities.models.components import Component


class ComponentInline(InlineModelAdmin):
    """What the tabs of all kinds have in common: rows go through the services, rights come from the entity."""

    kind: ClassVar[type[Component]]
    formset = ComponentFormSet
    form = ComponentForm
    fk_name = "entity"
    tab = True
    show_count = True
    extra = 0
    per_page = 20

    def has_view_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Whoever sees the entity sees its components."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Whoever may change the entity; machine tags of one's own namespaces go by the API."""
        return obj is None or rights.may_edit(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Only kinds that can be replaced are edited in place."""
        return self.kind.replaceable and self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """As adding."""
        return self.has_add_permission(request, obj)

    def get_formset(self, request: HttpRequest, obj: Entity | None = None, **options: Any) -> Any:
        """The forms, which show what the service refused of them."""
        formset = super().get_formset(request, obj, **options)
        formset.form.refusal = rights.refusal(request)  # type: ignore[attr-defined]
        return formset

    def get_count(self, request: HttpRequest, obj: Entity | None) -> str:
        """How many rows there are, for the tab; a text, since the theme counts again where it is zero."""
        return str(rights.component_counts(request, obj).get(self.kind, 0))

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> Any:
        """The registry's own form fields."""
        own = form_field(db_field, searchable=False)
        return own if own is not None else super().formfield_for_dbfield(db_field, request, **options)

    @display(description="Added")
    def added(self, row: Any) -> SafeString | str:
        """Who added it, and when."""
        return f"{row.created:%Y-%m-%d} by {row.created_by}" if row.created else markup.NOTHING


class _TableInline(ComponentInline, TabularInline):
    hide_title = True
    readonly_fields: Any = ("added",)


_CONTACT_NAMES = (
    ("type", "primary"), ("first_name", "last_name"), ("organization", "salutation"), ("email", "phone"),
    ("position", "user_id"),
)  # fmt: skip
_CONTACT_DETAILS = (("address", "homepage"), ("city", "postal_code"), ("province", "country"), "description")
_CONTACT_FIELDS = (
    (None, {"fields": _CONTACT_NAMES}),
    ("Address and description", {"classes": ("collapse",), "fields": _CONTACT_DETAILS}),
)


class ContactInline(ComponentInline, StackedInline):
    """People and institutions; folded, a line each."""

    form = ContactForm
    formset = ContactFormSet
    verbose_name, verbose_name_plural = "contact", "contacts"
    fieldsets: Any = _CONTACT_FIELDS
    collapsible = True
    per_page = 10


class DirectoryContactInline(ComponentInline, StackedInline):
    """Contacts of a node, which the directory of participants keeps."""

    formset = ContactFormSet
    verbose_name, verbose_name_plural = "directory contact", "directory contacts"
    fieldsets: Any = _CONTACT_FIELDS
    collapsible = True

    def has_add_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Nobody: they are read-only here (4.2)."""
        return False


class EndpointInline(_TableInline):
    """Addresses for machines."""

    verbose_name, verbose_name_plural = "endpoint", "endpoints"
    fields: Any = ("type", "url", "description", "tags", "added")
    readonly_fields: Any = ("tags", "added")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With the machine tags of each endpoint."""
        return super().get_queryset(request).prefetch_related("machine_tags")

    @display(description="Machine tags")
    def tags(self, row: Any) -> SafeString | str:
        """The endpoint's own machine tags."""
        if row.pk is None:
            return markup.NOTHING
        return format_html_join(" ", "{}", ((markup.chip(tag),) for tag in row.machine_tags.all())) or markup.NOTHING


class IdentifierInline(_TableInline):
    """Other names of the entity."""

    verbose_name, verbose_name_plural = "identifier", "identifiers"
    fields: Any = ("type", "identifier", "added")


class TagInline(_TableInline):
    """Words that people put on it."""

    verbose_name, verbose_name_plural = "tag", "tags"
    fields: Any = ("value", "added")


class MachineTagInline(_TableInline):
    """Facts that programs put on it; rights on the namespace decide (9.4)."""

    verbose_name, verbose_name_plural = "machine tag", "machine tags"
    fields: Any = ("namespace", "name", "value", "added")


class CommentInline(_TableInline):
    """Remarks of curators."""

    verbose_name, verbose_name_plural = "comment", "comments"
    fields: Any = ("content", "added")


class EditorInline(_TableInline):
    """Who may edit the entity and what hangs below it; administrators give and take rights (9.6)."""

    verbose_name, verbose_name_plural = "editor", "editors"
    fields: Any = ("user", "added")
    autocomplete_fields: Any = ("user",)

    def has_add_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Administrators only."""
        return rights.is_administrator(request) and super().has_add_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With the accounts."""
        return super().get_queryset(request).select_related("user")


_INLINES: dict[type[Any], type[ComponentInline]] = {
    Contact: ContactInline,
    DirectoryContact: DirectoryContactInline,
    Endpoint: EndpointInline,
    Identifier: IdentifierInline,
    Tag: TagInline,
    MachineTag: MachineTagInline,
    Comment: CommentInline,
    Editor: EditorInline,
}


def inlines_of(model: type[Entity]) -> list[type[ComponentInline]]:
    """One inline for each kind of component that the entity declares."""
    return [
        type(f"{table.__name__}Inline", (_INLINES[kind],), {"model": table, "kind": kind, "__doc__": table.__doc__})
        for kind, table in model.components.items()
    ]
