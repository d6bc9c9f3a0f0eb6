"""What is answered where no view answers: plain text to programs, a page to people."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template import loader

from registry_site.middleware import is_interface

_SENTENCES = {
    HTTPStatus.BAD_REQUEST: "The request cannot be understood.",
    HTTPStatus.FORBIDDEN: "You may not do this.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong here. It has been recorded.",
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _answer(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _answer(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _answer(request, HTTPStatus.NOT_FOUND)


def unasked_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that no page of ours sent, or that was opened too long ago."""
    return _answer(
        request, HTTPStatus.FORBIDDEN, "This form is out of date. Go back, load its page again, and send it."
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(request: HttpRequest, status: HTTPStatus, sentence: str = "") -> HttpResponse:
    sentence = sentence or _SENTENCES[status]
    if is_interface(request.path_info):
        headers = {"Access-Control-Allow-Origin": "*"}
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    # No request is passed: a context processor that fails must not turn an error page into a second error.
    page = loader.render_to_string(
        "error.html",
        {"title": status.phrase, "sentence": sentence, "status": status.value},
    )
    return HttpResponse(page, status=status)
