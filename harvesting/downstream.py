"""Tells a downstream CKAN that there is something new: finds its harvest source, and makes a job for it.

`harvest_source_show` by the identifier that ends the organization's page there, then `harvest_job_create` (harvest
contract 3). What came of it is kept with the run, which it never fails.
"""

import re
from urllib.parse import quote, unquote, urlsplit

import orjson
from django.conf import settings

from harvesting.exceptions import HarvestError
from harvesting.http import HttpClient
from harvesting.models import HarvestRun
from harvesting.vocabulary import RunState

LONGEST_NOTE = 500
_PAGE = re.compile(r"^(?P<site>https?://.+?)/(?:[a-z]{2}(?:_[A-Z]{2})?/)?(?:harvest|organization)/(?:about/)?[^/]+/?$")


class DownstreamRefused(HarvestError):
    """The catalogue answered, but not that it would harvest."""


def tell(run: HarvestRun) -> None:
    """After a successful run of a source with a downstream catalogue: trigger its job, note what came of it."""
    address = run.source.downstream_url
    if run.state != RunState.OK or not address:
        return
    try:
        note = f"Job {_triggered(address)} was made."
    except HarvestError as error:
        note = f"Failed: {error}"
    HarvestRun.objects.filter(pk=run.pk).update(downstream=note[:LONGEST_NOTE])


def _triggered(address: str) -> str:
    """The identifier of the job that the catalogue made."""
    site, name = _parts(address)
    with HttpClient.from_settings(connections=1, authorization=settings.HARVEST_DOWNSTREAM_TOKEN) as http:
        show = f"{site}/api/3/action/harvest_source_show?id={quote(name, safe='')}"
        source = _result(http.get(show).content, show)
        create = f"{site}/api/3/action/harvest_job_create"
        body = orjson.dumps({"source_id": str(source.get("id", "")), "run": True})
        return str(_result(http.post(create, body, "application/json").content, create).get("id", "without name"))[:100]


def _parts(address: str) -> tuple[str, str]:
    """The catalogue's site and its name for the source, out of the page's address."""
    plain = urlsplit(address)._replace(query="", fragment="").geturl().rstrip("/")
    found = _PAGE.match(plain)
    site = found["site"] if found else "{0.scheme}://{0.netloc}".format(urlsplit(address))
    name = unquote(plain.rpartition("/")[2])
    if not name or plain.count("/") < 3:
        raise DownstreamRefused("names no source of the downstream catalogue", url=address)
    return site, name


def _result(content: bytes, url: str) -> dict[str, object]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise DownstreamRefused("answered no JSON", url=url) from error
    result = answer.get("result") if isinstance(answer, dict) and answer.get("success") else None
    if not isinstance(result, dict):
        raise DownstreamRefused("did not succeed", url=url)
    return result
