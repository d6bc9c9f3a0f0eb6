"""Accounts, their roles and rights, and the vocabulary of categories: for administrators only."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.filters.admin import BooleanRadioFilter
from unfold.decorators import action, display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from entities.admin import granted, markup, rights
from entities.admin import history as history_page
from entities.admin.filters import RoleFilter
from entities.exceptions import RegistryError
from entities.models import DatasetCategory, NamespaceRight, User
from entities.permissions import Actor
from entities.services import accounts, history, membership
from entities.services import rights as given_rights
from entities.vocabulary import UserRole

_ROLES = (UserRole.USER, UserRole.REGISTRY_EDITOR, UserRole.REGISTRY_ADMIN)
"""Roles that mean something here; others that an account has are kept (registry contract 9.2)."""


_SAVED = ("user_name", "email", "first_name", "last_name", "is_active", "email_verified", "approved", "roles")


class _Roles(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [role for role in self.instance.roles if role not in _ROLES]
        choices = [(role, UserRole(role).label) for role in (*_ROLES, *others)]
        self.fields["roles"] = forms.MultipleChoiceField(
            choices=choices, widget=UnfoldAdminCheckboxSelectMultipleWidget(), required=False, initial=[UserRole.USER]
        )

    def clean_email(self) -> str:
        """One account for each address, in any case."""
        email = str(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is an account with this address.")
        return email


class AccountForm(_Roles, UserChangeForm):
    """An account that exists."""

    class Meta:
        model = User
        fields = ("user_name",)


class NewAccountForm(_Roles, UserCreationForm):
    """A new account."""

    class Meta:
        model = User
        fields = ("user_name", "email")


class NamespaceRightInline(TabularInline):
    """Namespaces whose machine tags the account may set on any entity (9.4): given and taken, never rewritten."""

    model = NamespaceRight
    fields = ("namespace", "created", "created_by")
    readonly_fields = ("created", "created_by")
    extra = 0
    hide_title = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(User)
class AccountAdmin(DjangoUserAdmin, ModelAdmin):
    """People with an account. Accounts are locked, not deleted: their names stay in the history."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AdminPasswordChangeForm
    inlines = (NamespaceRightInline,)
    list_display = ("user_name", "full_name", "email", "role_names", "rights_count", "state", "last_login")
    list_filter = (
        RoleFilter,
        ("approved", BooleanRadioFilter),
        ("email_verified", BooleanRadioFilter),
        ("is_active", BooleanRadioFilter),
    )
    list_filter_submit = True
    list_fullwidth = True
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("user_name", "email", "first_name", "last_name")
    ordering = ("user_name",)
    filter_horizontal = ()
    actions = ("approve", "disable")
    actions_submit_line = ("approve_this",)
    readonly_fields = ("last_login", "created", "rights", "asked_for", "may_do")
    fieldsets = (
        (None, {"fields": ("user_name", "email", ("first_name", "last_name"), "password")}),
        ("Asked for", {"fields": ("asked_for",)}),
        ("May log in", {"fields": (("is_active", "email_verified", "approved"),)}),
        ("May do", {"fields": ("roles", "may_do", "rights")}),
        ("When", {"fields": (("created", "last_login"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("user_name", "email", ("first_name", "last_name"), "password1", "password2")}),
        ("May log in", {"fields": (("email_verified", "approved"),)}),
        ("May do", {"fields": ("roles",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the number of rights of each."""
        return super().get_queryset(request).annotate(rights_count=granted.count())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """The form; what a service refuses is said on top of it, and nothing is saved."""
        try:
            return super().changeform_view(request, *args, **options)  # type: ignore[no-any-return]
        except RegistryError as error:
            messages.error(request, f"Nothing was saved: {error}")
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """By the services, which know who may not be demoted."""
        actor, given = rights.actor_of(request), form.cleaned_data
        if change:
            values = {name: given[name] for name in form.changed_data if name in _SAVED}
            accounts.change(User.objects.get(pk=obj.pk), values, actor=actor)
        else:
            named = {name: given[name] for name in _SAVED if name in given}
            obj.__dict__.update(accounts.create(named, given.get("password1"), actor=actor).__dict__)
        for button in self.get_actions_submit_line(request, obj.pk):
            if button.action_name in request.POST:
                button.method(request, obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Namespaces are given and taken by the services."""
        actor, user = rights.actor_of(request), form.instance
        for row_form in formset.deleted_forms:
            given_rights.take_namespace(user, row_form.instance.namespace, actor=actor)
        for row_form in formset.extra_forms:
            if row_form.has_changed() and row_form not in formset.deleted_forms:
                given_rights.give_namespace(user, row_form.cleaned_data["namespace"], actor=actor)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """The form of a new password; the change stands in the history with its author."""
        with transaction.atomic():
            history.begin(rights.actor_of(request))
            return super().user_change_password(request, id, form_url)  # type: ignore[no-any-return]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed the account and its rights, when, and from what to what."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return history_page.page(self, request, object_id)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> str:
        """None: the registry's own history has more to say."""
        return ""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """No second log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """No second log."""

    @display(description="Name")
    def full_name(self, row: User) -> str:
        """First and last name."""
        return f"{row.first_name} {row.last_name}".strip() or markup.NOTHING

    @display(description="Roles")
    def role_names(self, row: User) -> SafeString | str:
        """Roles but the one that everybody has."""
        tones = {UserRole.REGISTRY_ADMIN: "danger", UserRole.REGISTRY_EDITOR: "info"}
        special = [role for role in row.roles if role != UserRole.USER]
        chips = ((markup.chip(UserRole(role).label, tones.get(UserRole(role), "")),) for role in special)
        return format_html_join(" ", "{}", chips) or markup.NOTHING

    @display(description="Rights")
    def rights_count(self, row: Any) -> int:
        """On how many entities."""
        return int(row.rights_count)

    @display(description="State")
    def state(self, row: User) -> SafeString:
        """Whether the account may log in, or what it lacks."""
        return granted.state_chip(row)

    @display(description="Asked for")
    def asked_for(self, row: User) -> SafeString | str:
        """The organizations that the member named when registering; an approval gives rights on them."""
        return granted.asked_for(row) if row.pk else markup.NOTHING

    @display(description="In words")
    def may_do(self, row: User) -> SafeString | str:
        """What roles and rights together allow."""
        return granted.in_words(row) if row.pk else markup.NOTHING

    @display(description="Rights on entities")
    def rights(self, row: User) -> SafeString | str:
        """What the account may edit; given and taken on the entity's page, in its tab of editors."""
        return granted.overview(row) if row.pk else markup.NOTHING

    @action(description="Save and approve")
    def approve_this(self, request: HttpRequest, obj: User) -> None:
        """Let the account in, with rights on the organizations it asked for."""
        membership.approve(User.objects.get(pk=obj.pk), actor=rights.actor_of(request))
        messages.success(request, f"{obj.user_name} is approved, and told so by mail the first time.")

    @action(description="Approve, with rights on the organizations asked for")
    def approve(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the accounts in."""
        self._each(request, queryset.filter(approved=False), membership.approve, "approved")

    @action(description="Lock out")
    def disable(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Lock the accounts out, except the one that asks for it."""
        self._each(request, queryset.filter(is_active=True), _lock, "locked out")

    def _each(self, request: HttpRequest, rows: QuerySet[User], change: Any, word: str) -> None:
        """Change one after the other; what is refused is said, and stops nothing."""
        done, actor = 0, rights.actor_of(request)
        for user in rows.order_by("pk"):
            try:
                change(User.objects.get(pk=user.pk), actor=actor)
                done += 1
            except RegistryError as error:
                messages.error(request, f"{user.user_name}: {error}")
        messages.success(request, f"{done} {word}.")


def _lock(user: User, *, actor: Actor) -> User:
    return accounts.change(user, {"is_active": False}, actor=actor)


@admin.register(DatasetCategory)
class DatasetCategoryAdmin(ModelAdmin):
    """Concepts of the vocabulary; one that is in use is deprecated, not deleted."""

    list_display = ("name", "is_deprecated")
    list_filter = (("is_deprecated", BooleanRadioFilter),)
    list_filter_submit = True
    search_fields = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Datasets hold the name: it stays."""
        return ("name",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


if admin.site.is_registered(Group):  # rights are roles and reach: no groups exist
    admin.site.unregister(Group)
