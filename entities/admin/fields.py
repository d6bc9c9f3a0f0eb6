"""Form fields for the registry's columns: they accept what the API accepts, and see no change where there is none."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import normalize_newlines
from unfold.widgets import UnfoldAdminSelect2Widget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from entities.models import fields

PARAGRAPHS = frozenset(
    {"description", "rights", "citation_text", "content", "maintenance_description", "acknowledgements"}
)
"""Columns whose texts may have several lines; all other texts are asked for in one."""


_CAPITALS = {"Doi": "DOI", "doi": "DOI", "Url": "URL", "url": "URL", "Gbif": "GBIF", "mou": "MoU", "Dwca": "DwC-A"}


class TextField(forms.CharField):
    """Text as it is stored: browsers send other line ends, which alone is no change."""

    def to_python(self, value: Any) -> Any:
        """Text with plain line ends, without blanks around it; None where nothing is left."""
        text = super().to_python(value)
        return normalize_newlines(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether somebody edited it."""
        return not self.disabled and self.to_python(initial) != self.to_python(data)


class ListField(forms.CharField):
    """A list of texts, one on each line; `uris` says that each must be a URI."""

    def __init__(self, *, uris: bool = False, **options: Any) -> None:
        self.uris = uris
        super().__init__(**{"required": False, "widget": UnfoldAdminTextareaWidget(attrs={"rows": 2})} | options)

    def prepare_value(self, value: Any) -> Any:
        """The items on a line each."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The lines that are not blank."""
        lines = value if isinstance(value, list) else normalize_newlines(str(value or "")).split("\n")
        return [line.strip() for line in lines if line.strip()]

    def validate(self, value: Any) -> None:
        """Refuse what is no URI, where URIs are asked for."""
        for item in value if self.uris else ():
            if not fields.is_uri(item):
                raise ValidationError(f"{item!r} is no URI")
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The validators look at texts: at each item."""
        for item in value:
            super().run_validators(item)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether an item was edited, added, removed or moved."""
        return not self.disabled and self.to_python(self.prepare_value(initial)) != self.to_python(data)


class DoiField(TextField):
    """A DOI in any of its notations."""

    def to_python(self, value: Any) -> Any:
        """The DOI without prefix, in lower case."""
        text = super().to_python(value)
        if text is None:
            return None
        doi = fields.read_doi(text)
        if doi is None:
            raise ValidationError(f"{text!r} is no DOI, such as 10.1234/abcd")
        return doi

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A DOI that cannot be read is a change, which validation then refuses."""
        try:
            return super().has_changed(initial, data)
        except ValidationError:
            return True


class UriField(TextField):
    """A URI of any scheme."""

    def validate(self, value: Any) -> None:
        """Refuse what is no URI."""
        super().validate(value)
        if value is not None and not fields.is_uri(value):
            raise ValidationError(f"{value!r} is no URI")


_TEXT_FIELDS: tuple[tuple[type[models.Field], type[forms.CharField]], ...] = (
    (fields.DoiField, DoiField),
    (fields.UriField, UriField),
    (models.TextField, TextField),
)


def form_field(column: models.Field, *, searchable: bool = True) -> forms.Field | None:
    """The form field of a column, where it is one of the registry's kinds; None where the theme's own will do.

    searchable: whether long vocabularies get a box to type in, which a page can bear a few times only.
    """
    if isinstance(column, fields.StringListField):
        return ListField(uris=column.uris, label=label(column), help_text="One on each line.")
    if isinstance(column, fields.CountryField | fields.LanguageField) and searchable:
        return column.formfield(widget=UnfoldAdminSelect2Widget(), label=label(column))  # type: ignore[no-any-return]
    for kind, form_class in _TEXT_FIELDS:
        if isinstance(column, kind):
            return column.formfield(form_class=form_class, widget=_text_widget(column), label=label(column))  # type: ignore[no-any-return]
    return None


def _text_widget(column: models.Field) -> forms.Widget:
    if column.name in PARAGRAPHS:
        return UnfoldAdminTextareaWidget(attrs={"rows": 6})
    return UnfoldAdminTextInputWidget()


def label(column: models.Field) -> str:
    """A column's name as people read it."""
    return " ".join(_CAPITALS.get(word, word) for word in str(column.verbose_name).capitalize().split())
