"""Decisions in the admin: buttons on the page of one entity, actions on a list, and the page that asks and reports."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from entities.admin import markup, rights
from entities.admin.decisions import MOST_AT_ONCE, Decision, DecisionForm, Outcome, decide
from entities.admin.listing import wide_columns
from entities.models import Entity


class Deciding(ModelAdmin):
    """Gives the admin of an entity its decisions."""

    decisions: tuple[Decision, ...] = ()
    queues: ClassVar[dict[str, str]] = {}
    """Names of pages that decisions are asked for on, beside that of the entity, and of their addresses; `origin` in a
    request names one, and `among` are its filters, so that a person who decides about many comes back there."""

    def get_urls(self) -> list[URLPattern]:
        """The page of decisions, before the pages of single entities, which take any address."""
        view = self.admin_site.admin_view(self.decide_view)
        return [path("decide/<slug:name>/", view, name=f"{self._base_name}_decide"), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """One action for each decision; each entity's own right is looked at when it is carried out."""
        return {each.name: (self._action(each), each.name, each.title) for each in self.decisions}

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's page of deletion would list what goes along; here nothing does, and it is a decision."""
        return HttpResponseRedirect(self.decision_address("delete", object_id))

    def decision_address(self, name: str, key: object) -> str:
        """Where a decision about one entity is asked for."""
        return f"{reverse(f'admin:{self._base_name}_decide', args=[name])}?key={key}"

    def buttons(self, request: HttpRequest, entity: Entity) -> list[dict[str, str]]:
        """The decisions that fit the entity, where the person's rights reach it."""
        if not rights.in_reach(request, entity):
            return []
        fitting = [each for each in self.decisions if each.fits(entity)]
        return [
            {
                "title": each.title,
                "icon": each.icon,
                "tone": each.tone,
                "address": self.decision_address(each.name, entity.pk),
            }
            for each in fitting
        ]

    def decide_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Ask for a decision about the entities of the given keys, or carry it out and report."""
        decision = next((each for each in self.decisions if each.name == name), None)
        if decision is None:
            raise Http404
        entities = self._entities(
            request.POST.get("keys", "").split(",") if request.POST else request.GET.getlist("key")
        )
        form = decision.form(request.POST or None, site=self.admin_site, initial=request.GET.dict())
        if request.method == "POST" and form.is_valid():
            preview = decision.preview
            if preview and request.POST.get("confirmed") != preview.token(form.cleaned_data):
                return self._ask(request, decision, entities, form, preview.token(form.cleaned_data))
            actor = rights.actor_of(request, form.cleaned_data["reason"])
            return self._report(request, decision, decide(decision, entities, actor, form.cleaned_data))
        return self._ask(request, decision, entities, form)

    @property
    def _base_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def _action(self, decision: Decision) -> Callable[..., HttpResponse | None]:
        def ask_about_selection(admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
            keys = list(queryset.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
            if len(keys) > MOST_AT_ONCE:
                messages.error(request, f"Select at most {MOST_AT_ONCE:,} at once.")
                return None
            return self._ask(request, decision, self._entities(keys), decision.form(site=self.admin_site))

        return ask_about_selection

    def _entities(self, keys: Iterable[Any]) -> list[Entity]:
        try:
            wanted = {uuid.UUID(str(key)) for key in keys}
        except ValueError as error:
            raise Http404 from error
        rows = self.model.objects.defer(*wide_columns(self.model)).filter(pk__in=wanted)
        found = list(rows.order_by("title", "pk")[:MOST_AT_ONCE])
        if not found:
            raise Http404
        return found

    def _ask(
        self, request: HttpRequest, decision: Decision, entities: list[Entity], form: DecisionForm, token: str = ""
    ) -> HttpResponse:
        rows = [(entity, decision.fits(entity)) for entity in entities]
        context = {
            "title": decision.title,
            "decision": decision,
            "rows": [(markup.row_link(entity), entity.pk, fits) for entity, fits in rows],
            "keys": ",".join(str(entity.pk) for entity in entities),
            "form": form,
            "token": token,
            "asks_for_preview": bool(decision.preview and not token),
            "preview": list(decision.preview.lines(entities, form.cleaned_data)) if decision.preview and token else [],
            "candidates": self._candidates(decision, entities),
            "address": reverse(f"admin:{self._base_name}_decide", args=[decision.name]),
            "origin": {name: request.POST.get(name, request.GET.get(name, "")) for name in ("origin", "among")},
            "back": self._back(request, entities),
            "media": self.media + form.media,
        }
        return self._page(request, "decide", context)

    def _candidates(self, decision: Decision, entities: list[Entity]) -> list[tuple[str, Entity]]:
        """What a decision about one entity offers to choose, with the address of the page on which it is chosen."""
        if decision.preview is None or len(entities) > 1:
            return []
        page = self.decision_address(decision.name, entities[0].pk)
        found = decision.preview.candidates(entities[0])
        return [(f"{page}&{decision.preview.field}={each.pk}", each) for each in found]

    def _report(self, request: HttpRequest, decision: Decision, outcomes: list[Outcome]) -> HttpResponse:
        done = sum(outcome.is_done for outcome in outcomes)
        if len(outcomes) == 1:
            (outcome,) = outcomes
            level = messages.SUCCESS if outcome.is_done else messages.ERROR
            messages.add_message(request, level, f"{outcome.entity}: {outcome.sentence}.".replace("..", "."))
            return HttpResponseRedirect(self._back(request, [outcome.entity]))
        context = {
            "title": f"{decision.title}: {done} of {len(outcomes)} {decision.done}",
            "rows": [(markup.row_link(each.entity), each.is_done, each.sentence) for each in outcomes],
            "back": markup.list_address(self.model),
        }
        return self._page(request, "decided", context)

    def _back(self, request: HttpRequest, entities: list[Entity]) -> str:
        given = request.POST or request.GET
        if (origin := self.queues.get(given.get("origin", ""))) is not None:
            return f"{reverse(origin)}?{QueryDict(given.get('among', '')).urlencode()}".rstrip("?")
        if len(entities) == 1:
            return markup.change_address(self.model, entities[0].pk)
        return markup.list_address(self.model)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "is_popup": False}
        return TemplateResponse(request, f"admin/entities/{template}.html", shared | context)
