"""Licences of datasets: three concrete ones, written as their URL, and two that name none (contract 2.4)."""

import re

from django.db import models


class License(models.TextChoices):
    """The licence of a dataset, from least to most restrictive, then the two without a legal text."""

    CC0_1_0 = "CC0_1_0", "Public Domain (CC0 1.0)"
    CC_BY_4_0 = "CC_BY_4_0", "Creative Commons Attribution (CC-BY) 4.0"
    CC_BY_NC_4_0 = "CC_BY_NC_4_0", "Creative Commons Attribution Non Commercial (CC-BY-NC) 4.0"
    UNSPECIFIED = "UNSPECIFIED", "Unspecified"
    UNSUPPORTED = "UNSUPPORTED", "Unsupported"

    @property
    def is_concrete(self) -> bool:
        """Whether it names a legal text; only such a one replaces the licence of a dataset (8.6)."""
        return self.value in LICENSE_URLS


LICENSE_URLS: dict[str, str] = {
    License.CC0_1_0.value: "http://creativecommons.org/publicdomain/zero/1.0/legalcode",
    License.CC_BY_4_0.value: "http://creativecommons.org/licenses/by/4.0/legalcode",
    License.CC_BY_NC_4_0.value: "http://creativecommons.org/licenses/by-nc/4.0/legalcode",
}
_URL_NOISE = re.compile(r"^https?://(www\.)?|/legalcode/?$|/$")
_LICENSE_OF_URL = {_URL_NOISE.sub("", url): constant for constant, url in LICENSE_URLS.items()}


def write_license(constant: str) -> str:
    """How the JSON writes a licence: its URL, or the lower-case name of one that has none."""
    return LICENSE_URLS.get(constant) or constant.lower()


def read_license(text: str) -> str:
    """The constant of a licence URL or name in any case; empty is UNSPECIFIED, anything unknown UNSUPPORTED."""
    if text == "":
        return License.UNSPECIFIED.value
    if text.upper() in License.values:
        return text.upper()
    bare = _URL_NOISE.sub("", _URL_NOISE.sub("", text.lower().strip()))
    return _LICENSE_OF_URL.get(bare, License.UNSUPPORTED.value)
