"""`/v1/dataset/search`, `/suggest` and `/search/export` (dataset-search 2, 6, 8)."""

from http import HTTPStatus
from typing import ClassVar

import orjson
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from entities.api.conventions import json_answer, text_answer
from entities.api.views import RegistryViewSet
from entities.exceptions import MalformedValue
from search import description, exporting, query, suggesting
from search.exceptions import SearchUnavailable
from search.query import SearchPage
from search.request import SearchRequest

_SUGGESTION_OF_ZERO = 10


class DatasetSearchViewSet(RegistryViewSet):
    """Searches datasets; everything is public and read only."""

    operations: ClassVar = description.OPERATIONS

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: str) -> HttpResponse:
        """While there is no index, a clear sentence; all else goes as everywhere."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except SearchUnavailable as error:
            answer = text_answer(str(error), HTTPStatus.SERVICE_UNAVAILABLE)
            answer.headers["Retry-After"] = "30"
            answer.headers["Access-Control-Allow-Origin"] = "*"
            return answer

    def search(self, request: HttpRequest) -> HttpResponse:
        """One page of datasets, with facets."""
        return json_answer(envelope(query.search(SearchRequest.of(request.GET))))

    def suggest(self, request: HttpRequest) -> HttpResponse:
        """Datasets whose titles have words that begin as the typed ones."""
        asked = SearchRequest.of(request.GET)
        return json_answer(orjson.dumps(suggesting.suggest(asked, _suggestion_limit(request.GET.get("limit", "")))))

    def export(self, request: HttpRequest) -> HttpResponse:
        """All matches as a file."""
        form = (request.GET.get("format") or "TSV").strip().upper()
        if form not in exporting.FORMATS:
            raise MalformedValue(f"Cannot parse {form[:200]} into a known export format: TSV or CSV")
        lines = exporting.lines(query.everything(SearchRequest.of(request.GET)), form)
        answer = StreamingHttpResponse(lines, content_type=f"{exporting.FORMATS[form]}; charset=utf-8")
        answer.headers["Content-Disposition"] = f"attachment; filename=gbif_datasets.{form.lower()}"
        return answer  # type: ignore[return-value]


def envelope(page: SearchPage) -> bytes:
    """The answer of a search; the keys stand in the contract's order."""
    texts = page.texts if page.highlighter is None else [orjson.dumps(result) for result in page.results]
    head = b'{"offset":%d,"limit":%d,"endOfRecords":%s,"count":%d,"results":[' % (
        page.offset, page.limit, b"true" if page.is_last else b"false", page.count,
    )  # fmt: skip
    facets = orjson.dumps([facet.as_json() for facet in page.facets])
    return b"".join((head, b",".join(texts), b'],"facets":', facets, b"}"))


def _suggestion_limit(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 30):
        return suggesting.DEFAULT_LIMIT
    return min(int(text) or _SUGGESTION_OF_ZERO, suggesting.LARGEST_LIMIT)
