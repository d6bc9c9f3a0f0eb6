"""Check this URL: kind, listing, first documents with errors, the datasets they would become; nothing is written."""

import socket
import threading

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from entities.models import Dataset
from harvesting import checking
from harvesting.http import HttpClient
from harvesting.models import HarvestedDocument, HarvestSource
from harvesting.recognising import recognise
from tests.behaviours import answer, status
from tests.harvesting.conftest import MakeSource, harvest
from tests.harvesting.documents import document, folder, service
from tests.servers import Request, WafServer

pytestmark = pytest.mark.django_db

CAPABILITIES = b'<?xml version="1.0"?><csw:Capabilities xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"/>'
REFUSAL = b'<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"/>'
ERDDAP = b'<html><body>ERDDAP<pre><a href="a_iso19115.xml">a_iso19115.xml</a></pre></body></html>'


def test_it_shows_what_a_folder_would_bring_and_writes_nothing(waf: WafServer) -> None:
    waf.files |= {"a.xml": document("a", "Tide gauge"), "b.xml": b"<b", "s.xml": service("s"), "readme.txt": b""}

    found = checking.check(waf.url)

    assert (found.harvest_type, found.listed, found.is_complete, found.failure) == ("WAF", 3, True, "")
    gauge, broken, maps = found.documents
    assert (gauge.title, gauge.file_id, list(gauge.errors)) == ("Tide gauge", "a", [])
    assert gauge.dataset is not None
    assert (gauge.dataset["title"], gauge.dataset["type"]) == ("Tide gauge", "METADATA")
    assert gauge.dataset["contacts"][0]["organization"] == "Kelp Institute"
    assert not {"key", "created", "publishingOrganizationKey"} & set(gauge.dataset)
    assert (broken.is_readable, broken.dataset) == (False, None)
    assert str(broken.errors[0]["error"]).startswith("XML Syntax Error:")
    assert (maps.is_service, maps.dataset) == (True, None)
    assert (found.good, found.bad, found.is_usable) == (2, 1, True)
    for model in (Dataset, HarvestedDocument, HarvestSource):
        assert not model._default_manager.exists()


def test_the_preview_is_what_a_harvest_then_makes(waf: WafServer, make_source: MakeSource) -> None:
    waf.files["a.xml"] = document("a", "Tide gauge")
    (shown,) = checking.check(waf.url).documents

    harvest(make_source())

    made = Dataset.objects.get()
    assert shown.dataset is not None
    assert {shown.dataset[name] for name in ("title", "description", "language")} == {
        made.title, made.description, made.language,
    }  # fmt: skip


def test_it_reads_the_first_twenty_of_many(waf: WafServer) -> None:
    waf.files |= folder(45)

    found = checking.check(waf.url)

    assert (found.listed, len(found.documents)) == (45, 20)
    assert sum(waf.requests.values()) == 22


@pytest.mark.parametrize(
    ("path", "content", "media_type", "kind"),
    [
        ("/csw", CAPABILITIES, "application/xml", "CSW"),
        ("/services", REFUSAL, "text/xml", "CSW"),
        ("/erddap/metadata/iso19115/xml/", ERDDAP, "text/html", "ERDDAP-WAF"),
        ("/waf/", b'<html><a href="a.xml">a.xml</a></html>', "text/html", "WAF"),
        ("/oai", b'<?xml version="1.0"?><OAI-PMH/>', "text/xml", "OAI-PMH"),
        ("/feed", b'<?xml version="1.0"?><rss xmlns:ipt="http://ipt.gbif.org/"/>', "text/xml", "IPT"),
        ("/ipt/", b"<html>Integrated Publishing Toolkit <a href='/ipt/rss.do'>RSS</a></html>", "text/html", "IPT"),
        ("/ipt/rss.do", b"never asked for", "text/plain", "IPT"),
        ("/ipt/archive.do", b"never asked for", "text/plain", "DWC_ARCHIVE"),
        ("/pumas.ZIP", b"never asked for", "text/plain", "DWC_ARCHIVE"),
    ],
)
def test_it_finds_the_kind_itself(waf: WafServer, path: str, content: bytes, media_type: str, kind: str) -> None:
    waf.script(path, answer(content, media_type))

    with HttpClient.from_settings() as http:
        assert recognise(waf.url + path.lstrip("/"), http) == kind


def test_a_catalogue_that_refuses_a_bare_request_is_known_by_its_address(waf: WafServer) -> None:
    waf.script("/geonetwork/srv/eng/csw", status(400))

    with HttpClient.from_settings() as http:
        assert recognise(waf.url + "geonetwork/srv/eng/csw", http) == "CSW"


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (document("a"), "application/xml", "one metadata document; give the folder"),
        (b'<?xml version="1.0"?><rss/>', "text/html", "XML document (rss)"),
        (b'<?xml version="1.0"?><rss>', "text/html", "XML Syntax Error"),
        (b"<html><p>Welcome</p></html>", "text/html", "without any link"),
        (b"", "text/html", "not a listing"),
    ],
)
def test_what_is_no_source_is_told_in_words(waf: WafServer, content: bytes, media_type: str, reason: str) -> None:
    waf.script("/x", answer(content, media_type))

    found = checking.check(waf.url + "x")

    assert reason in found.failure
    assert not found.is_usable


def test_addresses_that_must_not_be_asked_are_refused_without_a_connection(waf: WafServer) -> None:
    canary = socket.create_server(("127.0.0.1", 0))
    canary.settimeout(0.2)
    with canary:
        for url in (f"http://127.0.0.1:{canary.getsockname()[1]}/", "http://169.254.169.254/", "ftp://x.example/", "x"):
            assert "refused" in checking.check(url).failure
        with pytest.raises(TimeoutError):
            canary.accept()


def test_a_source_that_stalls_costs_only_the_time_that_is_given(waf: WafServer) -> None:
    waf.files |= folder(3)
    waf.script("/gauge-001.xml", lambda request: request.pause(30))

    found = checking.check(waf.url, seconds=2)

    assert [document.is_readable for document in found.documents] == [True, False, True]
    assert "did not come in time" in str(found.documents[1].errors[0]["error"])

    waf.script("/", lambda request: request.pause(30))
    assert "does not answer in time" in checking.check(waf.url, seconds=1).failure


def test_a_listing_that_takes_too_long_is_not_read_any_further(waf: WafServer) -> None:
    page = '<h1>Index of /</h1><a href="../">../</a>' + "".join(f'<a href="{number}/">x/</a>' for number in range(90))
    waf.script("/", answer(page))

    def slow(request: Request) -> None:
        request.pause(1.5)
        request.reply(b"<h1>Index of /0/</h1><a href='../'>../</a>", headers={"Content-Type": "text/html"})

    waf.script("/0/", slow)

    checking.check(waf.url, harvest_type="WAF", seconds=1)

    for thread in threading.enumerate():
        if thread.name == "check-listing":
            thread.join()
    assert (waf.requests["/0/"], waf.requests["/1/"]) == (1, 0)


def test_readers_are_not_kept_waiting_by_many_checks(waf: WafServer) -> None:
    asked = threading.Semaphore(0)

    def wait(request: Request) -> None:
        asked.release()
        request.pause(30)

    waf.script("/", wait)
    checks = [
        threading.Thread(target=checking.check, args=(waf.url,), kwargs={"seconds": 1.5})
        for _ in range(checking.MOST_AT_ONCE)
    ]
    for each in checks:
        each.start()
    for _ in checks:
        asked.acquire(timeout=10)

    with pytest.raises(checking.TooManyChecks):
        checking.check(waf.url)
    for each in checks:
        each.join()


def test_the_command_tells_it_and_fails_where_nothing_is_usable(
    waf: WafServer, capsys: pytest.CaptureFixture[str]
) -> None:
    waf.files |= {"a.xml": document("a", "Tide gauge"), "b.xml": b"<b"}
    call_command("check_source", waf.url)

    told = capsys.readouterr().out
    assert "dataset   Tide gauge" in told
    assert "line 1: XML Syntax Error:" in told
    assert "WAF: 2 documents listed. Of the first 2, 1 have no errors and 1 have. Nothing was written." in told

    del waf.files["a.xml"]
    with pytest.raises(CommandError):
        call_command("check_source", waf.url)
