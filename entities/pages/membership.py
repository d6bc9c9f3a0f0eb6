"""Pages for people who are not logged in: log in, register, confirm an address, set a forgotten password."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entities.exceptions import RuleViolation, WrongCredentials
from entities.models import Organization
from entities.models.credentials import Purpose
from entities.pages.account_forms import AskForm, LoginForm, NewPasswordForm, RegistrationForm
from entities.services import challenges, membership

_MOST_FOUND, _MOST_CHOSEN = 12, 20


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in, and go where one wanted to go."""
    form = LoginForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_next(request))
    return render(request, "account/login.html", {"form": form, "next": request.GET.get("next", "")})


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out, to the start page."""
    logout(request)
    return redirect("home")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Become a member; the answer is the same whether there is such an account or not."""
    chosen = _chosen(request.POST.getlist("organizations"))
    form = RegistrationForm(request.POST or None, chosen=chosen)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        try:
            membership.register(form.application())
        except RuleViolation as violation:
            form.refuse(violation)
        else:
            return redirect("registered")
    if "find" in request.POST:
        form.errors.clear()  # nobody has sent the form yet
    found = _found(request.POST.get("q", ""), chosen)
    return render(request, "account/register.html", {"form": form, "chosen": chosen, "found": found})


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Part of the registration: the chosen organizations, and those whose titles hold the searched words."""
    chosen = _chosen(request.GET.getlist("organizations"))
    context = {"chosen": chosen, "found": _found(request.GET.get("q", ""), chosen), "searched": request.GET.get("q")}
    return render(request, "account/organizations.html", context)


@require_safe
def registered(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return _told(
        request, "Look into your mail", "We have sent you a mail. Its link confirms that the address is yours."
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm an address by a button: programs that look into mails follow links, but press no buttons."""
    if request.method != "POST":
        return _asked(request, "Confirm your address", "Press the button to confirm that this address is yours.")
    user = membership.confirm(key)
    if user is None:
        return _void(request)
    if user.may_log_in:
        return _told(request, "Your address is confirmed", "You can log in now.")
    return _told(
        request,
        "Your address is confirmed",
        "An administrator looks at your registration now. You get a mail as soon as your account is approved.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a new password; the answer is the same whether there is such an account or not."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        membership.ask_for_reset(form.cleaned_data["name"])
        return _told(
            request,
            "Look into your mail",
            "If there is such an account, its owner got a mail with a link to set a new password.",
        )
    return render(
        request, "account/form.html", {"form": form, "title": "A forgotten password", "button": "Send a link"}
    )


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """Set a new password by a mailed key."""
    if challenges.find(key, Purpose.RESET) is None:
        return _void(request)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership.reset(key, form.cleaned_data["password"])
        except WrongCredentials:
            return _void(request)
        except RuleViolation as violation:
            form.refuse(violation)
        else:
            messages.success(request, "The new password is set. All former logins have ended.")
            return redirect("login")
    return render(request, "account/form.html", {"form": form, "title": "A new password", "button": "Set the password"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, key: str) -> HttpResponse:
    """Change to the address to which the key was mailed."""
    if request.method != "POST":
        return _asked(request, "Confirm your new address", "Press the button to use this address from now on.")
    if membership.change_address(key) is None:
        return _void(request)
    return _told(request, "Your address is changed", "Mails go to the new address from now on.")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if wanted and is_ours else reverse("account")


def _chosen(keys: list[str]) -> list[Organization]:
    return list(Organization.live().filter(pk__in=_uuids(keys)).only("title", "country").order_by("title", "key"))


def _uuids(keys: list[str]) -> list[uuid.UUID]:
    found = []
    for key in keys[:_MOST_CHOSEN]:
        try:
            found.append(uuid.UUID(key))
        except ValueError:
            continue
    return found


def _found(text: str, chosen: list[Organization]) -> list[Organization]:
    words = text.replace("\0", "").split()[:6]
    if not words:
        return []
    rows = Organization.live().exclude(pk__in=[organization.pk for organization in chosen])
    for word in words:
        rows = rows.filter(title__icontains=word)
    return list(rows.only("title", "country").order_by("title", "key")[:_MOST_FOUND])


def _asked(request: HttpRequest, title: str, sentence: str) -> HttpResponse:
    return render(request, "account/told.html", {"title": title, "sentence": sentence, "button": title})


def _told(request: HttpRequest, title: str, sentence: str, **options: Any) -> HttpResponse:
    return render(request, "account/told.html", {"title": title, "sentence": sentence}, **options)


def _void(request: HttpRequest) -> HttpResponse:
    return _told(
        request, "This link is not valid any more", "It was used already, or is too old. Ask for a new one.", status=404
    )
