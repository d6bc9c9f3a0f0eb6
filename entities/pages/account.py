"""One's own account: name, address, password, organizations, tokens of programs."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from entities.exceptions import RuleViolation, WrongCredentials
from entities.models import AccessToken, User
from entities.pages.account_forms import AddressForm, ChangePasswordForm, NameForm
from entities.permissions import Actor, Channel
from entities.services import accounts, membership, rights, tokens


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """What the registry knows of the person, and what the person may edit."""
    user = _user(request)
    form = NameForm.of(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.change(user, form.cleaned_data, actor=Actor.of(user, Channel.PAGES))
        messages.success(request, "Your name is saved.")
        return redirect("account")
    context: dict[str, Any] = {
        "form": form,
        "rights": rights.held(user),
        "namespaces": list(user.namespace_rights.order_by("namespace")),
        "tokens": AccessToken.objects.alive().filter(user=user),
        "registration": getattr(user, "registration", None),
    }
    return render(request, "account/account.html", context)


@never_cache
@login_required
@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other login ends."""
    form, user = ChangePasswordForm(request.POST or None), _user(request)
    if request.method == "POST" and form.is_valid():
        given, actor = form.cleaned_data, Actor.of(user, Channel.PAGES)
        try:
            changed = accounts.set_password(user, given["password"], actor=actor, current=given["current"])
        except WrongCredentials as error:
            form.add_error("current", str(error))
        except RuleViolation as violation:
            form.refuse(violation)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, "The new password is set. All other logins have ended.")
            return redirect("account")
    return _form(request, form, "Change the password", "Set the password")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address, which its mail confirms."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            membership.ask_for_address(_user(request), form.cleaned_data["email"])
        except RuleViolation as violation:
            form.refuse(violation)
        else:
            messages.success(request, "A mail is on its way to the new address. Its link makes the change.")
            return redirect("account")
    return _form(request, form, "Change the e-mail address", "Send a mail to it")


@login_required
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """A token for a program, shown this once."""
    secret = tokens.issue(_user(request))
    return render(request, "account/token.html", {"secret": secret, "user_id": str(_user(request).pk)})


@login_required
@require_POST
def end_token(request: HttpRequest, key: int) -> HttpResponse:
    """End one of the person's tokens."""
    tokens.end_one(_user(request), key)
    messages.success(request, "The token has ended.")
    return redirect("account")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _form(request: HttpRequest, form: Any, title: str, button: str) -> HttpResponse:
    return render(request, "account/form.html", {"form": form, "title": title, "button": button})
