"""Start a run by `/api/v2/harvests/{_id}/harvest` (harvest contract 4); the original's program says `harvest`."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from entities import permissions
from entities.api.harvest_login import interface, json_answer, token_holder
from entities.permissions import Actor, Channel
from harvesting import scheduling
from harvesting.models import HarvestSource
from harvesting.vocabulary import Trigger


@interface("GET", "POST")
def harvest_now(request: HttpRequest, identifier: str) -> HttpResponse:
    """Queue a run of the harvest; one that is queued or running answers the same, and gets no second."""
    actor = Actor.of(token_holder(request), Channel.API)
    live = HarvestSource.objects.live().select_related("organization")
    source = live.filter(pk=identifier).first() if identifier.isalnum() else None
    if source is None:
        return json_answer({"status": "Not Found"}, HTTPStatus.NOT_FOUND)
    if not permissions.may_change(actor, source.organization):
        return json_answer({"status": "Unauthorized"}, HTTPStatus.UNAUTHORIZED)
    scheduling.start(source, Trigger.MANUAL, actor=actor)
    return json_answer({"status": "harvesting"})
