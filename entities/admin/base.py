"""The admin of an entity; the five concrete ones name columns, filters and decisions only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import display

from entities.admin import history, markup, merges, rights
from entities.admin.components import inlines_of
from entities.admin.deciding import Deciding
from entities.admin.decisions import DELETE, RESTORE, Decision
from entities.admin.fields import form_field
from entities.admin.filters import DateFilter, MachineTagFilter, MineFilter, StateFilter
from entities.admin.forms import EntityForm
from entities.admin.listing import wide_columns
from entities.admin.saving import SavedByServices
from entities.admin.searching import search
from entities.models import Entity
from entities.services import merging

COMMON_FILTERS: tuple[Any, ...] = (
    MineFilter,
    MachineTagFilter,
    ("created", DateFilter),
    ("modified", DateFilter),
    StateFilter,
)


@dataclass(frozen=True, slots=True)
class Related:
    """Rows that refer to an entity: how many, and the list of exactly those; without count some other page of it."""

    label: str
    count: int | None
    address: str

    @classmethod
    def of(
        cls, label: str, count: int, model: type[Entity], parameters: Mapping[str, Any] | None = None, **goals: Entity
    ) -> "Related":
        """The rows of a model that refer to the goals; `parameters` are those of further filters of its list."""
        filters = {f"{relation}__key__exact": goal.pk for relation, goal in goals.items()}
        return cls(label, count, markup.list_address(model, **filters, **(parameters or {})))


class EntityAdmin(SavedByServices, Deciding, ModelAdmin):
    """Lists, form, tabs, decisions and history of one kind of entity."""

    form = EntityForm
    decisions: tuple[Decision, ...] = (DELETE, RESTORE)
    counts: ClassVar[dict[str, Any]] = {}
    consequences: ClassVar[dict[str, str]] = {}
    sections: ClassVar[tuple[tuple[str | None, tuple[Any, ...]], ...]]

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    ordering: Any = ("-modified", "key")
    search_fields: Any = ("title",)
    search_help_text = "Title, key, DOI, identifier or e-mail address"
    list_filter_submit = True
    list_fullwidth = True
    warn_unsaved_form = True
    change_form_outer_before_template = "admin/entities/summary.html"
    change_form_after_template = "admin/entities/reason.html"

    def __init__(self, model: type[Any], admin_site: Any) -> None:
        self.inlines = tuple(inlines_of(model))
        self.decisions = (*self.decisions, merges.merge_of(model), merges.UNDO)
        super().__init__(model, admin_site)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Without the wide columns, with the counts."""
        wide = wide_columns(self.model, self.list_select_related or ())  # type: ignore[arg-type]
        return self.model.objects.annotate(**self.counts).order_by(*self.ordering).defer(*wide)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """What the search box names; type-ahead fields offer live entities only."""
        if "field_name" in request.GET:
            queryset = queryset.live().order_by("title", "pk")
        return search(queryset, search_term), False

    def has_view_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """Curators see everything."""
        return bool(getattr(request.user, "is_editor", False))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Editors create below what their rights reach; the service looks at where exactly."""
        below_something = self.model.created_below is not None
        return rights.is_administrator(request) or (below_something and self.has_view_permission(request))

    def has_change_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """What the person's rights reach, unless it is deleted."""
        return self.has_view_permission(request) and (obj is None or rights.may_edit(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        """As changing."""
        return self.has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Entity | None = None) -> Any:
        """The sections; the reason stands below all tabs, by the form's template."""
        return [(title, {"fields": names}) for title, names in self.sections]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options: Any) -> Any:
        """The registry's own form fields, each risky one with what a change of it will do."""
        field = form_field(db_field)
        if field is None:
            field = super().formfield_for_dbfield(db_field, request, **options)
        if field is not None and db_field.name in self.consequences:
            field.help_text = self.consequences[db_field.name]
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Relations look their goal up without its wide columns."""
        goal = db_field.related_model
        return super().formfield_for_foreignkey(
            db_field, request, **{"queryset": goal.objects.defer(*wide_columns(goal))} | options
        )

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        """The form, below a summary of the entity."""
        entity = options.get("obj")
        if entity is not None:
            context["summary"] = self.summary(request, entity)
            context["show_delete"] = False  # it stands among the decisions
        return super().render_change_form(request, context, *args, **options)

    def summary(self, request: HttpRequest, entity: Any) -> dict[str, Any]:
        """What stands above the form: state, stamps, what refers to the entity, what can be decided."""
        return {
            "chips": self.chips(entity),
            "related": self.related(entity),
            "buttons": self.buttons(request, entity),
            "json_address": f"/v1/{entity.slug}/{entity.pk}",
            "is_open": rights.may_edit(request, entity),
            "asks_why": rights.is_administrator(request),
            "in_reach": rights.in_reach(request, entity),
            "survivor": markup.row_link(survivor) if (survivor := merging.survivor_of(entity)) else "",
        }

    def chips(self, entity: Any) -> list[SafeString]:
        """The entity's state in a word or two."""
        return [markup.chip("Deleted", "danger")] if entity.is_deleted else []

    def related(self, entity: Any) -> list[Related]:
        """What refers to the entity."""
        return []

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed the entity and its components, when, through which channel, why, and from what to what."""
        return history.page(self, request, object_id)

    @display(description="Title", ordering="title")
    def named(self, entity: Any) -> SafeString:
        """Title and state."""
        chips = self.chips(entity)
        return format_html("{} {}", entity.title, format_html("{}" * len(chips), *chips) if chips else "")

    @display(description="Modified", ordering="modified")
    def changed(self, entity: Any) -> SafeString | str:
        """When it was changed last."""
        return markup.moment(entity.modified)

    @display(description="By", ordering="modified_by")
    def changed_by(self, entity: Any) -> str:
        """Who changed it last."""
        return str(entity.modified_by)
