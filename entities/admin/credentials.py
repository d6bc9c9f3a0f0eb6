"""Failed logins: who is locked out for some minutes, and from where somebody guesses."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from entities.models import FailedLogin


@admin.register(FailedLogin)
class FailedLoginAdmin(ModelAdmin):
    """Wrong passwords of the last hour; removing them ends the pause of an account."""

    list_display = ("account", "address", "moment")
    search_fields = ("account", "address")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False
