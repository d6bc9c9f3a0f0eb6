"""Forms of the account pages: they check shapes; the services know the rules."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from entities.exceptions import RuleViolation
from entities.models import Organization, User
from entities.services.membership import Application

_NEW = {"autocomplete": "new-password"}
PASSWORD_HELP = "8 characters or more, 12 for administrators; none of the passwords that everybody knows."  # noqa: S105


class RefusableForm(forms.Form):
    """A form that shows what a service refused beside the field."""

    json_names = {"firstName": "first_name", "lastName": "last_name"}

    def refuse(self, error: RuleViolation) -> None:
        """Show the broken rules."""
        for name, sentence in error.failures.items():
            field = self.json_names.get(name, name)
            self.add_error(field if field in self.fields else None, sentence)


class LoginForm(AuthenticationForm):
    """User name or e-mail address, and password; TooManyAttempts leaves it, for the page to answer."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["username"].label = "User name or e-mail address"


class RegistrationForm(RefusableForm):
    """What somebody fills in to become a member."""

    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    first_name = forms.CharField(
        label="First name", max_length=255, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label="Last name", max_length=255, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label="Password", strip=False, help_text=PASSWORD_HELP, widget=forms.PasswordInput(attrs=_NEW)
    )
    other = forms.CharField(
        label="Other organizations",
        max_length=500,
        required=False,
        help_text="Those that are not in the list, separated by semicolons.",
    )
    contact = forms.CharField(
        label="Point of contact",
        max_length=255,
        required=False,
        help_text="Name or e-mail address of who answers questions about your data, if it is somebody else.",
    )

    def __init__(self, *arguments: Any, chosen: list[Organization], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.chosen = tuple(chosen)

    def application(self) -> Application:
        """What the service registers."""
        return Application(organizations=self.chosen, **self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """At least one organization, chosen or named."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("other") and not self.chosen:
            raise forms.ValidationError("Choose an organization that you belong to, or name one under Other.")
        return given


class AskForm(forms.Form):
    """Whose password is forgotten."""

    name = forms.CharField(label="E-mail address or user name", max_length=254)


class NewPasswordForm(RefusableForm):
    """A new password, typed twice."""

    password = forms.CharField(
        label="New password", strip=False, help_text=PASSWORD_HELP, widget=forms.PasswordInput(attrs=_NEW)
    )
    again = forms.CharField(label="The same again", strip=False, widget=forms.PasswordInput(attrs=_NEW))

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("password") != given.get("again"):
            self.add_error("again", "This is not the same password.")
        return given


class ChangePasswordForm(NewPasswordForm):
    """A new password, for who knows the present one."""

    current = forms.CharField(
        label="Present password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")


class NameForm(RefusableForm):
    """One's own name."""

    first_name = forms.CharField(label="First name", max_length=255, required=False)
    last_name = forms.CharField(label="Last name", max_length=255, required=False)

    @classmethod
    def of(cls, user: User, data: Any = None) -> "NameForm":
        """The form of an account."""
        return cls(data, initial={"first_name": user.first_name, "last_name": user.last_name})


class AddressForm(RefusableForm):
    """Another e-mail address."""

    email = forms.EmailField(label="New e-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
