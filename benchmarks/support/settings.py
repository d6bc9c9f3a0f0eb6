"""The portal's settings, with the routes of the programs that it is measured against."""

from registry_site.settings import *  # noqa: F403 - a benchmark runs on the very settings of the portal

ROOT_URLCONF = "benchmarks.support.urls"
