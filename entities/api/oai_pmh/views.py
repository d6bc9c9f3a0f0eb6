"""The six verbs of OAI-PMH (protocol 4), each a function from a request to an answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from lxml import etree

from entities.api.conventions import ANSWERED, error_answer, preflight_answer, text_answer
from entities.api.oai_pmh.answers import Answer, add, add_header, add_record, add_token, datestamp
from entities.api.oai_pmh.formats import FORMATS, MetadataFormat, format_of
from entities.api.oai_pmh.requests import RESUMPTION_TOKEN, OaiRequest, ProtocolError
from entities.api.oai_pmh.tokens import Resumption
from entities.services import oai_records
from entities.services.oai_records import Record, Selection

PAGE = 100
"""Records in one answer: at some 10 kB of EML each, about a megabyte."""

_METHODS = ("GET", "HEAD", "POST")


@csrf_exempt  # a repository answers the same to GET and POST, and changes nothing (protocol 3.1.1)
def oai_pmh(request: HttpRequest) -> HttpResponse:
    """Any request to the repository, from any origin; errors of the protocol are answers with status 200, as it
    demands."""
    try:
        answer = _http_answer(request)
    except ANSWERED as error:
        answer = error_answer(error, request)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _http_answer(request: HttpRequest) -> HttpResponse:
    methods = ", ".join(("OPTIONS", *_METHODS))
    if request.method == "OPTIONS":
        return preflight_answer(methods)
    if request.method not in _METHODS:
        answer = text_answer(f'Method "{request.method}" not allowed.', 405)
        answer.headers["Allow"] = methods
        return answer
    return HttpResponse(_answer(request).to_bytes(), content_type="application/xml")


def _answer(http_request: HttpRequest) -> Answer:
    base_url = f"{settings.PORTAL_URL}{http_request.path_info.rstrip('/')}"
    request = None
    try:
        request = OaiRequest.of(http_request)
        answer = Answer(base_url, request)
        _VERBS[request.verb](request, answer, base_url)
    except ProtocolError as error:
        return Answer.refusing(base_url, request, error)
    return answer


def _identify(request: OaiRequest, answer: Answer, base_url: str) -> None:
    body = answer.body(request.verb)
    add(body, "repositoryName", settings.PORTAL_NAME)
    add(body, "baseURL", base_url)
    add(body, "protocolVersion", "2.0")
    add(body, "adminEmail", settings.CONTACT_EMAIL)
    add(body, "earliestDatestamp", datestamp(oai_records.earliest_change() or datetime.now(tz=UTC)))
    add(body, "deletedRecord", "persistent")
    add(body, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _list_metadata_formats(request: OaiRequest, answer: Answer, base_url: str) -> None:
    if "identifier" in request.arguments:
        _find(request.arguments["identifier"])
    body = answer.body(request.verb)
    for known in FORMATS.values():
        element = add(body, "metadataFormat")
        add(element, "metadataPrefix", known.prefix)
        add(element, "schema", known.schema)
        add(element, "metadataNamespace", known.namespace)


def _list_sets(request: OaiRequest, answer: Answer, base_url: str) -> None:
    if RESUMPTION_TOKEN in request.arguments:
        raise ProtocolError("badResumptionToken", "the list of sets comes in one answer")
    body = answer.body(request.verb)
    for name, title in oai_records.sets():
        element = add(body, "set")
        add(element, "setSpec", name)
        add(element, "setName", title)


def _get_record(request: OaiRequest, answer: Answer, base_url: str) -> None:
    metadata_format = format_of(request.arguments["metadataPrefix"])
    record = _find(request.arguments["identifier"])
    add_record(answer.body(request.verb), record, metadata_format)


def _list_identifiers(request: OaiRequest, answer: Answer, base_url: str) -> None:
    _list(request, answer, with_metadata=False)


def _list_records(request: OaiRequest, answer: Answer, base_url: str) -> None:
    _list(request, answer, with_metadata=True)


def _list(request: OaiRequest, answer: Answer, *, with_metadata: bool) -> None:
    resumed = None
    if RESUMPTION_TOKEN in request.arguments:
        resumed = Resumption.of(request.arguments[RESUMPTION_TOKEN], request.verb)
    start = resumed.request if resumed else request
    metadata_format = format_of(start.arguments["metadataPrefix"])
    start.check_range()
    selection = Selection(start.since, start.before, start.arguments.get("set", ""))
    records = selection.page(resumed.after if resumed else None, PAGE + 1, with_metadata=with_metadata)
    if not records:  # a list that goes on may end so, where the rest of it was changed; no answer is without records
        raise ProtocolError(
            "noRecordsMatch", f"no {'further ' if resumed else ''}dataset was changed in this time and set"
        )
    body = answer.body(request.verb)
    for record in records[:PAGE]:
        _add(body, record, metadata_format if with_metadata else None)
    cursor = resumed.sent if resumed else 0
    is_whole = cursor == 0 and len(records) <= PAGE
    size = resumed.size if resumed else len(records) if is_whole else selection.count()
    further = len(records) > PAGE
    add_token(body, _resumption(start, records, cursor, size) if further else None, cursor=cursor, size=size)


def _add(body: etree._Element, record: Record, metadata_format: MetadataFormat | None) -> None:
    if metadata_format is None:
        add_header(body, record)
    else:
        add_record(body, record, metadata_format)


def _resumption(start: OaiRequest, records: list[Record], cursor: int, size: int) -> Resumption:
    return Resumption(start.verb, dict(start.arguments), records[PAGE - 1].position, cursor + PAGE, size)


def _find(identifier: str) -> Record:
    try:
        record = oai_records.find(UUID(identifier))
    except ValueError:
        record = None
    if record is None:
        raise ProtocolError("idDoesNotExist", "no dataset has this key")
    return record


_VERBS: dict[str, Callable[[OaiRequest, Answer, str], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
