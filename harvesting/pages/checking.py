"""*Check this URL*: what a source would give, shown to members before anything is saved."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from harvesting import checking
from harvesting.checking import Check, TooManyChecks
from harvesting.pages.reading import may_add
from harvesting.vocabulary import HarvestType


class CheckForm(forms.Form):
    """An address, and what it is if somebody knows."""

    url = forms.CharField(label="Address", max_length=2000, widget=forms.TextInput(attrs={"inputmode": "url"}))
    harvest_type = forms.ChoiceField(
        label="Kind of source", required=False, choices=[("", "Find out"), *HarvestType.choices]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest) -> HttpResponse:
    """A form, and below it what was found; connections are made on POST only. For members: it asks foreign servers."""
    if not may_add(request):
        raise PermissionDenied
    form = CheckForm(
        request.POST or None, initial={name: request.GET.get(name, "") for name in ("url", "harvest_type")}
    )
    context: dict[str, object] = {"form": form, "most": checking.MOST_DOCUMENTS}
    if request.method != "POST" or not form.is_valid():
        return render(request, "harvesting/check.html", context, status=422 if form.errors else 200)
    try:
        found = checking.check(form.cleaned_data["url"].strip(), harvest_type=form.cleaned_data["harvest_type"])
    except TooManyChecks as error:
        return render(request, "harvesting/check.html", context | {"busy": str(error)}, status=503)
    return render(request, "harvesting/check.html", context | {"found": found, "kind": _kind_of(found)})


def _kind_of(found: Check) -> str:
    return str(HarvestType(found.harvest_type).label) if found.harvest_type in HarvestType.values else ""
