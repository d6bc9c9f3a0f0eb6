"""Where an organization, a network or a node can be reached."""

from django.db import models

from entities.models.fields import CountryField, StringField, StringListField, WebAddressField


class PostalAddress(models.Model):
    """Channels and address lines; which of them are required differs between the entities (contract 3)."""

    email = StringListField()
    phone = StringListField()
    homepage = StringListField(uris=True)
    logo_url = WebAddressField(null=True, blank=True)
    address = StringListField()
    city = StringField(null=True, blank=True)
    province = StringField(null=True, blank=True)
    country = CountryField(null=True, blank=True)
    postal_code = StringField(null=True, blank=True)

    class Meta:
        abstract = True


ADDRESS_FIELDS = ("email", "phone", "homepage", "logo_url", "address", "city", "province", "country", "postal_code")
