"""Entry point of the web server. Loading it says that this process answers people: statements have little time."""

import os

import django

from registry_site.direct import PortalHandler

# Seconds (RELIABILITY 2, row 19). Workers and commands never load this module and keep their patience.
os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "5")
os.environ.setdefault("DATABASE_LOCK_TIMEOUT", "2")
os.environ.setdefault("DATABASE_IDLE_TIMEOUT", "30")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry_site.settings")

django.setup(set_prefix=False)
application = PortalHandler()
