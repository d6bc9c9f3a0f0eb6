"""What crawls remember of endpoints, so that nothing is transferred again that did not change."""

from django.db import models

from entities.models import Dataset


class CrawledDocument(models.Model):
    """The metadata document that an endpoint of a dataset gave last.

    digest: SHA-256 of its bytes, hexadecimal; etag, last_modified: the source's marks of them. An archive's are kept
    with the archive.
    """

    dataset = models.OneToOneField(Dataset, models.CASCADE, primary_key=True, related_name="+")
    url = models.TextField()
    digest = models.CharField(max_length=64)
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)

    scope_path = "dataset"

    def __str__(self) -> str:
        return f"document of {self.dataset_id}"
