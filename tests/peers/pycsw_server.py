"""A catalogue of pycsw on loopback: `python pycsw_server.py FOLDER PORT` serves the ISO documents of FOLDER/documents.

Its own packages warn a lot, so it runs as a process of its own.
"""

import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

_SETTINGS = """
[server]
home={folder}
url=http://127.0.0.1:{port}/
mimetype=application/xml; charset=UTF-8
encoding=UTF-8
language=en-US
maxrecords=10
profiles=apiso
[manager]
transactions=false
[metadata:main]
{metadata}
[repository]
database=sqlite:///{folder}/records.sqlite
table=records
"""
_METADATA = (
    "identification_title", "identification_abstract", "identification_keywords", "identification_keywords_type",
    "identification_fees", "identification_accessconstraints", "provider_name", "provider_url", "contact_name",
    "contact_position", "contact_address", "contact_city", "contact_stateorprovince", "contact_postalcode",
    "contact_country", "contact_phone", "contact_fax", "contact_email", "contact_url", "contact_hours",
    "contact_instructions", "contact_role",
)  # fmt: skip


class Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def main(folder: Path, port: int) -> None:
    """Load the documents, and serve them for ever."""
    warnings.simplefilter("ignore")
    from pycsw import server
    from pycsw.core import admin, config

    settings = folder / "pycsw.cfg"
    metadata = "\n".join(f"{name}=test" for name in _METADATA)
    settings.write_text(_SETTINGS.format(folder=folder, port=port, metadata=metadata))
    database = f"sqlite:///{folder}/records.sqlite"
    admin.setup_db(database, "records", str(folder), False, False)
    admin.load_records(config.StaticContext(), database, "records", str(folder / "documents"))

    def application(environment: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environment["local.app_root"] = str(folder)
        catalogue = server.Csw(str(settings), environment)
        status, content = catalogue.dispatch_wsgi()
        start(status, [("Content-Type", catalogue.contenttype), ("Content-Length", str(len(content)))])
        return [content]

    make_server("127.0.0.1", port, application, handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
