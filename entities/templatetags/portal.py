"""What the templates of all pages say alike: constants as words, moments as ages, numbers in groups, links of pages."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from entities.services.composition import sanitised
from entities.services.plain_text import plain
from entities.vocabulary import (
    COUNTRIES,
    LANGUAGES,
    LICENSE_URLS,
    UNKNOWN_COUNTRY,
    ContactType,
    EndorsementStatus,
    EndpointType,
    IdentifierType,
    InstallationType,
    License,
    MetadataType,
)

register = template.Library()

_COUNTRY_TITLES = {entry.iso2: entry.title for entry in COUNTRIES}
_LANGUAGE_TITLES = {entry.iso3: entry.title for entry in LANGUAGES if entry.iso3}
_WORDS = {
    value: label
    for vocabulary in (EndpointType, InstallationType, IdentifierType, ContactType, EndorsementStatus, MetadataType)
    for value, label in vocabulary.choices
}
_LICENSE_WORDS = {
    **{url: License(constant).label for constant, url in LICENSE_URLS.items()},
    **dict(License.choices),
    "unspecified": "No licence given",
    "unsupported": "A licence that the portal does not know",
}
_SHORT_LICENSES = {
    LICENSE_URLS[License.CC0_1_0]: "CC0 1.0",
    LICENSE_URLS[License.CC_BY_4_0]: "CC BY 4.0",
    LICENSE_URLS[License.CC_BY_NC_4_0]: "CC BY-NC 4.0",
    License.CC0_1_0.value: "CC0 1.0",
    License.CC_BY_4_0.value: "CC BY 4.0",
    License.CC_BY_NC_4_0.value: "CC BY-NC 4.0",
}
_TONES = {
    EndorsementStatus.ENDORSED.value: "success",
    EndorsementStatus.WAITING_FOR_ENDORSEMENT.value: "warning",
    EndorsementStatus.ON_HOLD.value: "info",
    EndorsementStatus.REJECTED.value: "danger",
}


@register.filter
def words(constant: Any) -> str:
    """A constant as people read it: SAMPLING_EVENT is "Sampling event"."""
    text = str(constant or "")
    return str(_WORDS.get(text) or text.replace("_", " ").strip().capitalize())


@register.filter
def tone(constant: Any) -> str:
    """The colour of an endorsement status's chip."""
    return _TONES.get(str(constant), "plain")


@register.filter
def country(code: Any) -> str:
    """The title of a country, of its ISO code."""
    if code == UNKNOWN_COUNTRY:
        return "Unknown country"
    return _COUNTRY_TITLES.get(str(code or ""), str(code or ""))


@register.filter
def language(code: Any) -> str:
    """The title of a language, of its ISO 639-2 code."""
    return _LANGUAGE_TITLES.get(str(code or ""), str(code or ""))


@register.filter
def license_words(value: Any) -> str:
    """A licence in words, of its URL or constant."""
    return _LICENSE_WORDS.get(str(value or ""), str(value or ""))


@register.filter
def license_short(value: Any) -> str:
    """A licence as people abbreviate it; empty where it is none of the three."""
    return _SHORT_LICENSES.get(str(value or ""), "")


@register.filter
def grouped(number: Any) -> str:
    """A whole number with a thin space between thousands; empty for none."""
    return "" if number is None or number == "" else f"{int(number):,}".replace(",", "\N{THIN SPACE}")


@register.filter
def ago(moment: datetime | None) -> SafeString | str:
    """How long ago a moment was, in its largest unit; the moment itself is told on hovering."""
    if moment is None:
        return ""
    return _moment(moment, f"{_span(moment, timezone.now())} ago")


@register.filter
def ahead(moment: datetime | None) -> SafeString | str:
    """In how long a moment comes; one that has passed comes now."""
    if moment is None:
        return ""
    now = timezone.now()
    return _moment(moment, f"in {_span(now, moment)}" if moment > now else "now")


@register.filter
def lasted(start: datetime | None, end: datetime | None) -> str:
    """The time between two moments as people say it: 2 min 5 s."""
    if start is None or end is None:
        return ""
    seconds = max(0, round((end - start).total_seconds()))
    if not seconds:
        return "under 1 s"
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


@register.filter
def term(address: Any) -> str:
    """The name at the end of a term's address: http://rs.example.org/terms/Event is "Event"."""
    return str(address or "").rstrip("/#").rpartition("/")[2].rpartition("#")[2]


@register.filter
def day(text: Any) -> str:
    """The day of a moment, of its ISO 8601 text as the JSON has it."""
    return str(text or "")[:10]


@register.filter
def rich(text: Any) -> SafeString | str:
    """A description: sanitised where it holds markup, in paragraphs where it is plain."""
    text = str(text or "")
    return SafeString(sanitised(text) if "<" in text and ">" in text else linebreaks(text, autoescape=True))


@register.filter(name="plain")
def plain_words(text: Any) -> str:
    """The text of a description without its markup, for one paragraph."""
    return plain(str(text or ""))


@register.filter
def degrees(number: Any, sides: str) -> str:
    """A coordinate as maps write it; `sides` are the letters of its positive and its negative side: "NS", "EW"."""
    if not isinstance(number, int | float):
        return str(number)
    return f"{abs(number):g}°" + (f" {sides[number < 0]}" if number else "")


@register.filter
def area(box: Any) -> str:
    """A bounding box as maps write it; a point, or a line, has one coordinate where its two sides are the same."""
    if box.get("globalCoverage"):
        return "The whole world"
    latitude = _side_to_side(box.get("minLatitude"), box.get("maxLatitude"), "NS")
    return f"{latitude}, {_side_to_side(box.get('minLongitude'), box.get('maxLongitude'), 'EW')}"


def _side_to_side(first: Any, last: Any, sides: str) -> str:
    return degrees(first, sides) if first == last else f"{degrees(first, sides)} to {degrees(last, sides)}"


@register.filter
def web_address(text: Any) -> str:
    """The text if a browser may open it, else nothing: a link must never run a script."""
    text = str(text or "").strip()
    return text if text.lower().startswith(("http://", "https://")) else ""


@register.simple_tag(takes_context=True)
def querystring_with(context: Any, name: str, value: Any) -> str:
    """The request's query with one parameter set, or left out where the value is None."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    if value is not None:
        query[name] = str(value)
    return f"?{query.urlencode()}" if query else ""


@register.inclusion_tag("includes/pages.html", takes_context=True)
def pages(context: Any, page: Any, name: str = "page") -> dict[str, Any]:
    """Links to the pages of a list; `name` is the parameter that holds the number, the others stay as they are."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "page": page, "name": name, "numbers": list(numbers)}


def _span(start: datetime, end: datetime) -> str:
    text = timesince(start, end, depth=1)
    return "less than a minute" if text.startswith("0\xa0") else text


def _moment(moment: datetime, text: str) -> SafeString:
    title = f"{moment:%Y-%m-%d %H:%M} UTC"
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), title, text)
