"""What somebody asked for who registered (harvest contract 5)."""

from django.db import models

from entities.models.account import User
from entities.models.organization import Organization


class Registration(models.Model):
    """The organizations that a new member belongs to, as the member says; an approval gives the rights on them.

    `other` names organizations that are not registered yet; `contact` is the point of contact; `told` is when the
    member was told of the approval.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="registration")
    organizations = models.ManyToManyField(Organization, blank=True, related_name="+")
    other = models.CharField(max_length=500, blank=True)
    contact = models.CharField(max_length=255, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    told = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"registration of {self.user}"
