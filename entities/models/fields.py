"""Columns of the registry that know how the contract's JSON writes their values (registry contract 2)."""

import re
import urllib.parse
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.utils.deconstruct import deconstructible

from entities.vocabulary import Country, Language, License

_DOI_PREFIX = re.compile(r"^(doi:|https?://(dx\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"^10\.\d{4,9}(\.\d+)*/\S+$")
_URI_FORBIDDEN = re.compile(r'[\s<>"{}|\\^`\x00-\x1f]')


def read_doi(text: str) -> str | None:
    """A DOI as `10.<registrant>/<suffix>` in lower case, out of any of its notations; None where it is none (2.6)."""
    bare = _DOI_PREFIX.sub("", urllib.parse.unquote(text.strip())).lower()
    return bare if _DOI.match(bare) else None


@lru_cache(maxsize=4096)
def is_uri(text: str) -> bool:
    """Whether the text is a syntactically valid URI or relative reference (2.5)."""
    if _URI_FORBIDDEN.search(text):
        return False
    try:
        urllib.parse.urlsplit(text).port  # noqa: B018 - reading the port is what checks it
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def instant_text(moment: datetime) -> str:
    """A moment as the contract writes it: UTC with milliseconds, e.g. 2012-09-04T16:03:55.000+00:00 (2.2)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


@deconstructible
class WebAddressValidator:
    """Accepts absolute http and https URIs only (2.5)."""

    message = "must be an absolute http or https URI"

    def __call__(self, value: str) -> None:
        parts = urllib.parse.urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValidationError(self.message, code="web_address")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WebAddressValidator)

    def __hash__(self) -> int:
        return hash(type(self))


class StringField(models.TextField):
    """Text of `shortest` to `longest` characters; blank counts as null where the column allows null."""

    def __init__(self, *args: Any, shortest: int = 1, longest: int | None = None, **options: Any) -> None:
        self.shortest, self.longest = shortest, longest
        super().__init__(*args, **options)
        if shortest > 1:
            self.validators.append(MinLengthValidator(shortest, f"size must be at least {shortest}"))
        if longest is not None:
            self.validators.append(MaxLengthValidator(longest, f"size must be at most {longest}"))

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"shortest": self.shortest, "longest": self.longest}


class StringListField(ArrayField):
    """A list of texts, kept in the order given; `uris` says that each must be a URI."""

    def __init__(self, *args: Any, uris: bool = False, **options: Any) -> None:
        self.uris = uris
        defaults: dict[str, Any] = {"base_field": models.TextField(blank=True), "default": list, "blank": True}
        super().__init__(*args, **(defaults | options))

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"uris": self.uris}


class ConstantField(models.CharField):
    """One constant of a vocabulary; `vocabulary` is the TextChoices class."""

    def __init__(self, *args: Any, vocabulary: type[models.TextChoices] | None = None, **options: Any) -> None:
        self.vocabulary = vocabulary
        if vocabulary is not None:
            options.setdefault("choices", vocabulary.choices)
        options.setdefault("max_length", 64)
        super().__init__(*args, **options)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Look a constant up at once, where Django goes through all choices."""
        if self.vocabulary is None or value not in self.vocabulary._value2member_map_:
            super().validate(value, model_instance)

    def deconstruct(self) -> Any:
        """Without the choices: a vocabulary that grows is no change of the database."""
        name, path, args, options = super().deconstruct()
        options.pop("choices", None)
        return name, path, args, options


class CountryField(ConstantField):
    """An ISO 3166 alpha-2 code (2.3)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"vocabulary": Country, "max_length": 2} | options))


class LanguageField(ConstantField):
    """An ISO 639-2/T code of three letters (2.3)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"vocabulary": Language, "max_length": 3} | options))


class LicenseField(ConstantField):
    """The constant of a licence; the JSON writes its URL (2.4)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"vocabulary": License} | options))


class DoiField(models.TextField):
    """A DOI without prefix, in lower case (2.6)."""


class UriField(models.TextField):
    """A URI of any scheme (2.5)."""


class WebAddressField(UriField):
    """An absolute http or https URI (2.5)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.validators.append(WebAddressValidator())


class JsonTextField(models.TextField):
    """JSON kept as text, because the order of its keys is part of the contract; None is an empty object."""
