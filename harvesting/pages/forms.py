"""The form of a source, as its provider fills it in."""

from typing import Any

from django import forms

from entities.exceptions import Conflict, RuleViolation
from entities.models import User
from harvesting.models import HarvestSource
from harvesting.pages import organizations

_FIELDS = (
    "name", "url", "harvest_type", "organization", "publish", "interval", "delay", "archives", "contact",
    "downstream_url",
)  # fmt: skip


class SourceForm(forms.ModelForm):
    """Checks shape only: the rules are the service's, whose refusals `refuse` puts beside the fields."""

    class Meta:
        model = HarvestSource
        fields = _FIELDS
        field_classes = {"url": forms.CharField, "downstream_url": forms.CharField}  # as typed, however it is wrong
        labels = {
            "name": "Name",
            "url": "Address",
            "harvest_type": "Kind of source",
            "organization": "Organization",
            "publish": "Harvest on schedule, and publish what it finds",
            "interval": "Days between runs",
            "delay": "Seconds between requests",
            "archives": "Archives to fetch",
            "contact": "E-mail of a person to ask",
            "downstream_url": "Page in a downstream catalogue",
        }
        help_texts = {
            "name": "As the dashboard lists it. Left empty, it is the address.",
            "url": "Where the documents are listed: a web folder, an ERDDAP metadata folder, a CSW or OAI-PMH "
            "endpoint, a publishing toolkit (IPT), or an archive.",
            "organization": "Its datasets are published under this organization. Changing it moves the ones there are.",
            "publish": "Its records become datasets that everybody sees. Otherwise it runs by hand only, and its "
            "records can be looked at here first.",
            "delay": "For a server that wants to be asked slowly. 0 is as fast as it answers.",
            "archives": "Of a publishing toolkit, beside the metadata: they tell how many records a dataset has.",
            "contact": "Left empty, it is yours.",
        }

    def __init__(self, *arguments: Any, user: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["organization"].queryset = organizations.reach(user)  # type: ignore[attr-defined]
        self.are_many = organizations.are_many(user)
        self.chosen = organizations.chosen(user, self["organization"].value()) if self.are_many else []
        self.fields["name"].required = False
        for field in ("url", "downstream_url"):
            self.fields[field].widget.attrs["inputmode"] = "url"
        self.fields["interval"].widget.attrs |= {"min": 1, "max": 3650}
        self.fields["delay"].required = False
        self.fields["delay"].widget.attrs |= {"min": 0, "max": 60, "step": "any"}

    def _post_clean(self) -> None:
        """Nothing: the service validates, and a form must not change the row that the page shows."""

    def refuse(self, error: RuleViolation | Conflict) -> None:
        """Show what the service refused."""
        failures = error.failures if isinstance(error, RuleViolation) else {"url": str(error)}
        for name, sentence in failures.items():
            self.add_error(name if name in self.fields else None, sentence)
