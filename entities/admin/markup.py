"""Small pieces of HTML that lists, panels and pages of the admin share; each escapes what it is given."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from entities.vocabulary import EndorsementStatus

NOTHING = "–"  # noqa: RUF001 - a dash is what an empty cell shows

ENDORSEMENT_TONES: dict[str, str] = {
    EndorsementStatus.ENDORSED: "success",
    EndorsementStatus.WAITING_FOR_ENDORSEMENT: "warning",
    EndorsementStatus.ON_HOLD: "info",
    EndorsementStatus.REJECTED: "danger",
}


def chip(text: object, tone: str = "") -> SafeString:
    """A coloured label; tones: success, info, warning, danger, or none."""
    return format_html('<span class="chip chip-{}">{}</span>', tone or "plain", text)


def endorsement_chip(status: str) -> SafeString:
    """The endorsement status of an organization."""
    return chip(EndorsementStatus(status).label, ENDORSEMENT_TONES[status])


def link(address: str, text: object) -> SafeString:
    """A link in the colour of the theme."""
    return format_html('<a class="cell-link" href="{}">{}</a>', address, text)


def change_address(model: type[models.Model], key: object) -> str:
    """Where the admin shows one row."""
    options = model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[key])


def list_address(model: type[models.Model], **parameters: Any) -> str:
    """Where the admin lists the rows of a model, filtered."""
    options = model._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return f"{address}?{urlencode(parameters)}" if parameters else address


def row_link(row: models.Model | None, text: object = None) -> SafeString | str:
    """A link to the page of a row, titled as the row names itself."""
    return NOTHING if row is None else link(change_address(type(row), row.pk), text or row)


def moment(value: datetime | None) -> SafeString | str:
    """A date; the exact moment (UTC) stands in its tooltip."""
    if value is None:
        return NOTHING
    return format_html('<time title="{}">{}</time>', f"{value:%Y-%m-%d %H:%M:%S} UTC", f"{value:%Y-%m-%d}")


def age(value: datetime | None) -> SafeString | str:
    """How long ago a moment was, in its largest unit; the moment stands in its tooltip."""
    if value is None:
        return NOTHING
    text = timesince(value, timezone.now(), depth=1)
    return format_html('<time title="{}">{} ago</time>', f"{value:%Y-%m-%d %H:%M:%S} UTC", text)


def listed(pieces: Iterable[object]) -> SafeString | str:
    """Pieces side by side, or a dash where there are none."""
    return format_html_join(", ", "{}", ((piece,) for piece in pieces)) or NOTHING
