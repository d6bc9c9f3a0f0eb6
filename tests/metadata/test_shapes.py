"""The JSON of what lives in a document only, for every part that a record can have."""

from datetime import UTC, datetime
from typing import Any

from entities.metadata.record import (
    Award,
    BoundingBox,
    Citation,
    Collection,
    ContactRecord,
    CuratorialUnit,
    DataDescription,
    DateRange,
    GeographicCoverage,
    KeywordCollection,
    MetadataRecord,
    Project,
    RelatedProject,
    SamplingDescription,
    SingleDate,
    Taxon,
    TaxonomicCoverage,
    VerbatimPeriod,
)
from entities.metadata.shapes import derived_fields
from entities.models.dataset import METADATA_FIELDS

_DAY = datetime(2022, 3, 24, tzinfo=UTC)
_YEAR = datetime(2013, 1, 1, microsecond=1000, tzinfo=UTC)
_HALE = ContactRecord(type="AUTHOR", first_name="Margaret", last_name="Hale")
_HALE_SHAPE = {
    "type": "AUTHOR", "primary": False, "userId": [], "firstName": "Margaret", "lastName": "Hale", "position": [],
    "email": [], "phone": [], "homepage": [], "address": [],
}  # fmt: skip


def _shape(**fields: object) -> dict[str, Any]:
    return derived_fields(MetadataRecord(title="Kelp", **fields))  # type: ignore[arg-type]


def test_nothing_is_there_that_the_document_does_not_say() -> None:
    assert _shape() == {}


def test_fields_stand_in_the_order_of_the_contract() -> None:
    shape = _shape(
        purpose="a", introduction="b", getting_started="c", acknowledgements="d", additional_info="e",
        data_language="eng", pub_date=_DAY, project=Project(), sampling_description=SamplingDescription(),
        geographic_coverage_description="f", bibliographic_citations=(Citation("g"),), collections=(Collection("h"),),
        taxonomic_coverages=(TaxonomicCoverage("i"),), geographic_coverages=(GeographicCoverage("j"),),
        temporal_coverages=(SingleDate(_DAY),), keyword_collections=(KeywordCollection(("k",)),),
        data_descriptions=(DataDescription("l"),),
    )  # fmt: skip

    assert list(shape) == [name for name in METADATA_FIELDS if name not in ("curatorialUnits", "countryCoverage")]


def test_dates_have_milliseconds_and_a_zone() -> None:
    assert _shape(pub_date=_DAY) == {"pubDate": "2022-03-24T00:00:00.000+00:00"}
    assert _shape(pub_date=_YEAR) == {"pubDate": "2013-01-01T00:00:00.001+00:00"}


def test_a_temporal_coverage_says_its_kind() -> None:
    coverages = (
        DateRange(_DAY, _YEAR),
        DateRange(_DAY),
        SingleDate(_DAY),
        VerbatimPeriod("2024/2025", "FORMATION_PERIOD"),
    )

    assert _shape(temporal_coverages=coverages)["temporalCoverages"] == [
        {"@type": "range", "start": "2022-03-24T00:00:00.000+00:00", "end": "2013-01-01T00:00:00.001+00:00"},
        {"@type": "range", "start": "2022-03-24T00:00:00.000+00:00"},
        {"@type": "single", "date": "2022-03-24T00:00:00.000+00:00"},
        {"@type": "verbatim", "period": "2024/2025", "type": "FORMATION_PERIOD"},
    ]


def test_a_box_says_whether_it_is_the_earth() -> None:
    coverages = (
        GeographicCoverage("Reserve", BoundingBox(117.9, 118.1, 30.0, 30.2)),
        GeographicCoverage(box=BoundingBox(-180.0, 180.0, -90.0, 90.0)),
        GeographicCoverage("Everywhere else"),
    )

    first, second, third = _shape(geographic_coverages=coverages)["geographicCoverages"]

    assert first == {
        "description": "Reserve",
        "boundingBox": {
            "minLatitude": 30.0,
            "maxLatitude": 30.2,
            "minLongitude": 117.9,
            "maxLongitude": 118.1,
            "globalCoverage": False,
        },
    }
    assert second["boundingBox"]["globalCoverage"] is True
    assert third == {"description": "Everywhere else"}


def test_a_taxon_has_its_rank_as_written_and_as_understood() -> None:
    taxa = (Taxon("Clusiaceae", rank="family", interpreted_rank="FAMILY"), Taxon("Laminariales", "kelps"))

    assert _shape(taxonomic_coverages=(TaxonomicCoverage("Plants", taxa),))["taxonomicCoverages"] == [
        {
            "description": "Plants",
            "coverages": [
                {"scientificName": "Clusiaceae", "rank": {"verbatim": "family", "interpreted": "FAMILY"}},
                {"scientificName": "Laminariales", "commonName": "kelps"},
            ],
        }
    ]


def test_a_project_shows_people_and_awards() -> None:
    award = Award("Kelp grant", "Shore Fund", ("https://ror.org/03yrm5c26",), "K-1", "https://fund.example.org/k1")
    project = Project(
        title="Kelp watch",
        identifier="KW",
        contacts=(_HALE,),
        abstract="Watching",
        funding="Shore Fund",
        awards=(award,),
        study_area_description="Skerries",
        design_description="Transects",
        related_projects=(RelatedProject("Otter watch", "OW", (_HALE,), "Otters"),),
    )

    assert _shape(project=project)["project"] == {
        "title": "Kelp watch",
        "identifier": "KW",
        "contacts": [_HALE_SHAPE],
        "funding": "Shore Fund",
        "awards": [
            {
                "funderName": "Shore Fund",
                "funderIdentifiers": ["https://ror.org/03yrm5c26"],
                "awardNumber": "K-1",
                "title": "Kelp grant",
                "awardUrl": "https://fund.example.org/k1",
            }
        ],
        "studyAreaDescription": "Skerries",
        "designDescription": "Transects",
        "relatedProjects": [
            {"title": "Otter watch", "identifier": "OW", "contacts": [_HALE_SHAPE], "abstract": "Otters"}
        ],
        "abstract": "Watching",
    }


def test_the_other_parts_keep_what_they_say() -> None:
    shape = _shape(
        keyword_collections=(KeywordCollection(("kelp", "kelp"), "n/a"), KeywordCollection(("otter",))),
        sampling_description=SamplingDescription("Fjords", "Belts", "Two divers", ("Lay the line", "Count")),
        bibliographic_citations=(Citation("Hale M (2015)", "https://doi.org/10.99999/kelp"),),
        data_descriptions=(DataDescription("http://example.org/a.zip", "All", "UTF-8", "Darwin Core Archive", "1.0"),),
        collections=(
            Collection("Herbarium", "H", "M", "ALCOHOL", (CuratorialUnit("specimens", "SPECIMENS", lower=2, upper=5),)),
        ),
    )

    assert shape["keywordCollections"] == [{"thesaurus": "n/a", "keywords": ["kelp", "kelp"]}, {"keywords": ["otter"]}]
    assert shape["samplingDescription"] == {
        "studyExtent": "Fjords",
        "sampling": "Belts",
        "qualityControl": "Two divers",
        "methodSteps": ["Lay the line", "Count"],
    }
    assert shape["bibliographicCitations"] == [
        {"text": "Hale M (2015)", "identifier": "https://doi.org/10.99999/kelp", "citationProvidedBySource": False}
    ]
    assert shape["dataDescriptions"] == [
        {
            "name": "All",
            "charset": "UTF-8",
            "url": "http://example.org/a.zip",
            "format": "Darwin Core Archive",
            "formatVersion": "1.0",
        }
    ]
    unit = {"type": "SPECIMENS", "typeVerbatim": "specimens", "count": 0, "deviation": 0, "lower": 2, "upper": 5}
    assert shape["collections"] == [
        {
            "name": "Herbarium",
            "identifier": "H",
            "parentIdentifier": "M",
            "specimenPreservationMethod": "ALCOHOL",
            "curatorialUnits": [unit],
        }
    ]
