"""Accounts, their roles and rights, and the vocabulary of categories: for administrators only."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.filters.admin import BooleanRadioFilter
from unfold.decorators import action, display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from entities.admin import granted, markup
from entities.admin.filters import RoleFilter
from entities.models import DatasetCategory, NamespaceRight, User
from entities.vocabulary import UserRole

_ROLES = (UserRole.USER, UserRole.REGISTRY_EDITOR, UserRole.REGISTRY_ADMIN)
"""Roles that mean something here; others that an account has are kept (registry contract 9.2)."""


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
    """Namespaces whose machine tags the account may set on any entity (9.4)."""

    model = NamespaceRight
    fields = ("namespace", "created", "created_by")
    readonly_fields = ("created", "created_by")
    extra = 0
    hide_title = True


@admin.register(User)
class AccountAdmin(DjangoUserAdmin, ModelAdmin):
    """People with an account. Accounts are disabled, not deleted: their names stay in the history."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AdminPasswordChangeForm
    inlines = (NamespaceRightInline,)
    list_display = (
        "user_name",
        "full_name",
        "email",
        "role_names",
        "rights_count",
        "verified",
        "may_log_in",
        "last_login",
    )
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
    readonly_fields = ("last_login", "created", "rights")
    fieldsets = (
        (None, {"fields": ("user_name", "email", ("first_name", "last_name"), "password")}),
        ("May log in", {"fields": (("is_active", "email_verified", "approved"),)}),
        ("May do", {"fields": ("roles", "rights")}),
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

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Namespace rights say who gave them."""
        for row_form in formset.forms:
            if row_form.instance.pk is None:
                row_form.instance.created_by = request.user.get_username()
        super().save_formset(request, form, formset, change)

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

    @display(description="Verified", boolean=True)
    def verified(self, row: User) -> bool:
        """Whether the e-mail address is known to be theirs."""
        return row.email_verified

    @display(description="May log in", boolean=True)
    def may_log_in(self, row: User) -> bool:
        """Active, verified and approved."""
        return row.is_active and row.email_verified and row.approved

    @display(description="Rights on entities")
    def rights(self, row: User) -> SafeString | str:
        """What the account may edit; given and taken on the entity's page, in its tab of editors."""
        return granted.overview(row) if row.pk else markup.NOTHING

    @action(description="Approve")
    def approve(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let the accounts in."""
        count = queryset.filter(approved=False).update(approved=True)
        messages.success(request, f"{count} approved; {queryset.count() - count} were approved already.")

    @action(description="Disable")
    def disable(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Lock the accounts out, except the one that asks for it."""
        count = queryset.exclude(pk=request.user.pk).filter(is_active=True).update(is_active=False)
        messages.success(request, f"{count} disabled.")


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
