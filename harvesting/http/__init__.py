"""The only door to the outside: no other module of the project opens a connection to a host that is not ours.

    with HttpClient.from_settings(connections=16) as client:
        document = client.get(url, known=Validators(etag, last_modified))

`check_url` answers, without a connection, whether a URL may become a source at all.
"""

from harvesting.http.addresses import AddressPolicy
from harvesting.http.client import HttpClient, check_url
from harvesting.http.connections import verifying_context
from harvesting.http.documents import FetchedDocument, NotModified, SavedFile, Validators
from harvesting.http.limits import ARCHIVE_LIMITS, Limits
from harvesting.http.urls import normalise, read_url

__all__ = [
    "ARCHIVE_LIMITS",
    "AddressPolicy",
    "FetchedDocument",
    "HttpClient",
    "Limits",
    "NotModified",
    "SavedFile",
    "Validators",
    "check_url",
    "normalise",
    "read_url",
    "verifying_context",
]
