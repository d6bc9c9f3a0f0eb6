"""Saving of the admin's forms, all of it by the services.

A form checks shapes; the service knows the rules. What it refuses takes a second way through the same view: the
transaction is rolled back, the forms are made again from what was sent, and the one that was refused says so beside
its field. Nothing that somebody typed is lost, and nobody sees a traceback.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from entities.admin import rights
from entities.admin.forms import EntityForm, Refused, refusals_of
from entities.exceptions import WrongState
from entities.models import Entity
from entities.models.components import Component
from entities.permissions import Actor
from entities.services import components, lifecycle


class SavedByServices(ModelAdmin):
    """Routes what Django's admin would save itself."""

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """The form; after a refusal once more, with the refusal in it."""
        try:
            return super().changeform_view(request, *args, **options)  # type: ignore[no-any-return]
        except Refused as refused:
            rights.set_refusal(request, refused)
        try:
            return super().changeform_view(request, *args, **options)  # type: ignore[no-any-return]
        except Refused as refused:  # somebody else changed it between the two
            messages.error(request, f"Nothing was saved: {refused}")
            return HttpResponseRedirect(request.get_full_path())

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        """The form, which shows what the service refused."""
        form = super().get_form(request, obj, change=change, **options)
        form.refusal = rights.refusal(request)  # type: ignore[attr-defined]
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Create the entity, or change the columns that were edited; `obj` becomes what is stored."""
        values = form.values(only_changed=change)
        with refusals_of(form.prefix):
            if not change:
                stored = lifecycle.create(self.model, values, actor=_actor(request, form))
            elif values:
                stored = lifecycle.change(lifecycle.find(self.model, obj.pk), values, actor=_actor(request, form))
            else:
                return
        obj.__dict__.update(stored.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the components of all tabs."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:
        """Remove, replace and add the components of one kind."""
        kind = next(kind for kind, table in self.model.components.items() if table is formset.model)
        save = _ComponentSaving(form.instance, kind, _actor(request, form))
        if formset.can_delete:
            for row_form in formset.deleted_forms:
                save.remove(row_form)
        for row_form in formset.forms:
            if row_form.has_changed() and not (formset.can_delete and formset._should_delete_form(row_form)):  # type: ignore[attr-defined]
                save.store(row_form)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> str:  # type: ignore[override]
        """None: the registry's own history has more to say."""
        return ""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """No second log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """No second log."""


class _ComponentSaving:
    """Saves rows of one kind of one entity, for one person."""

    def __init__(self, entity: Entity, kind: type[Component], actor: Actor) -> None:
        self.entity, self.kind, self.actor = entity, kind, actor

    def remove(self, form: Any) -> None:
        """Refusals stand above the whole form, as nobody looks at a row that is marked for removal."""
        if form.instance.pk is not None:
            with refusals_of(""):
                components.remove(self.entity, self.kind, actor=self.actor, pk=form.instance.pk)

    def store(self, form: Any) -> None:
        with refusals_of(form.prefix):
            if form.instance.pk is not None:
                values = form.values(only_changed=True)
                components.replace(self.entity, self.kind, form.instance.pk, values, actor=self.actor)
            elif _names_a_row(form):
                raise WrongState("somebody else removed this row meanwhile")
            else:
                values = {name: value for name, value in form.values(only_changed=False).items() if value is not None}
                components.add(self.entity, self.kind, values, actor=self.actor)


def _names_a_row(form: Any) -> bool:
    """Whether the browser sent the key of a row that existed when the page was made."""
    name = form.instance._meta.pk.name
    return bool(form.data.get(form.add_prefix(name)))


def _actor(request: HttpRequest, form: EntityForm) -> Actor:
    return rights.actor_of(request, form.cleaned_data.get("reason") or "")
