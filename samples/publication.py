"""How a dataset is published: its endpoints, identifiers and the facts of its archive."""

import random
from datetime import datetime
from typing import Any

from samples.identity import entity_key, write_stamp
from samples.reading import Row

Json = dict[str, Any]
Endpoint = tuple[str, str, str, list[tuple[str, str, str]]]
TERMS = "http://rs.tdwg.org/dwc/terms/"
ARCHIVE_CORE = {"OCCURRENCE": "Occurrence", "CHECKLIST": "Taxon", "SAMPLING_EVENT": "Event"}
PACKAGES = {
    "camtrap": ("CAMTRAP_DP", "camera-trap-package.zip"),
    "coldp": ("COLDP", "coldp.zip"),
    "acef": ("ACEF", "acef.zip"),
    "texttree": ("TEXT_TREE", "names.txtree"),
    "dwcdp": ("DWC_DP", "data-package.zip"),
}


def endpoints(row: Row, installation: Row, flags: dict[str, str], rng: random.Random) -> list[Endpoint]:
    """Endpoints of a dataset in the order in which a publisher adds them."""
    if "noendpoint" in flags:
        return []
    host, name = installation["host"], row["code"]
    if "retired" in flags:
        tags = [("sync.example.org", "conceptualSchema", TERMS), ("sync.example.org", "declaredCount", "1200")]
        return [(flags["retired"], f"https://{host}/{flags['retired']}.php?resource={name}", "Old provider", tags)]
    special: list[Endpoint] = [
        (kind, f"https://{host}/{name}/{file}", "", []) for flag, (kind, file) in PACKAGES.items() if flag in flags
    ]
    return _services(row, installation, flags, rng) + special


def _services(row: Row, installation: Row, flags: dict[str, str], rng: random.Random) -> list[Endpoint]:
    host, name, kind = installation["host"], row["code"], installation["type"]
    found: list[Endpoint] = []
    if kind in ("IPT_INSTALLATION", "SYMBIOTA_INSTALLATION", "HTTP_INSTALLATION") and rng.random() < 0.85:
        found.append(("EML", f"https://{host}/eml.do?r={name}", "", []))
    if kind == "BIOCASE_INSTALLATION":
        tags = [("sync.example.org", "declaredCount", str(rng.randrange(300, 9000)))]
        found.append(("BIOCASE", f"https://{host}/pywrapper.cgi?dsa={name}", "", tags))
        found.append(("BIOCASE_XML_ARCHIVE", f"https://{host}/downloads/{name}.ABCD_2.06.zip", "", []))
    if kind == "TAPIR_INSTALLATION":
        found.append(("TAPIR", f"https://{host}/tapir.php/{name}", "", []))
    if kind == "MDT_INSTALLATION":
        found.append(("BIOM_1_0", f"https://{host}/runs/{name}/table.biom.json", "", []))
        found.append(("BIOM_2_1", f"https://{host}/runs/{name}/table.biom.h5", "", []))
    if has_archive(row, installation, flags):
        found.append(("DWC_ARCHIVE", f"https://{host}/archive.do?r={name}", "", []))
    if "wms" in flags:
        found.append(("WMS", f"https://{host}/maps/{name}?service=WMS&request=GetCapabilities", "Map of stations", []))
        found.append(("WFS", f"https://{host}/maps/{name}?service=WFS&request=GetCapabilities", "Stations", []))
    if "oai" in flags:
        found.append(("OAI_PMH", f"https://{host}/oai?verb=ListRecords&metadataPrefix=eml&set={name}", "", []))
    return found


def has_archive(row: Row, installation: Row, flags: dict[str, str]) -> bool:
    """Whether the dataset has a Darwin Core archive."""
    if "noendpoint" in flags or "retired" in flags or row["type"] not in ARCHIVE_CORE:
        return False
    return installation["type"] not in ("BIOCASE_INSTALLATION", "TAPIR_INSTALLATION", "DIGIR_INSTALLATION")


def identifiers(row: Row, installation: Row, rng: random.Random) -> list[tuple[str, str]]:
    """Other names of the dataset."""
    found = [("UUID", entity_key("resource", row["code"]))] if rng.random() < 0.4 else []
    if installation["type"] == "IPT_INSTALLATION":
        found.append(("URL", f"https://{installation['host']}/resource?r={row['code']}"))
    if rng.random() < 0.08:
        found.append(("DOI", f"10.5072/former.{row['code']}"))
    if rng.random() < 0.04:
        found.append(("LSID", f"urn:lsid:{installation['host']}:dataset:{row['code']}"))
    return found


def archive_facts(row: Row, read_at: datetime, rng: random.Random) -> Json:
    """Core and extensions of the last archive read."""
    pools = {
        "OCCURRENCE": ("MeasurementOrFact", "Identification"),
        "CHECKLIST": ("Distribution", "VernacularName"),
        "SAMPLING_EVENT": ("Occurrence", "MeasurementOrFact"),
    }
    chosen = [name for name in pools[row["type"]] if rng.random() < 0.6]
    return {
        "coreType": TERMS + ARCHIVE_CORE[row["type"]],
        "extensions": [TERMS + name for name in chosen],
        "modified": write_stamp(read_at),
    }
