"""Single values of EML, each with the forms in which it is met (metadata contract C)."""

import pytest

from entities.metadata import parse
from entities.metadata.record import ContactRecord, MetadataRecord


def _record(inside: str, root: str = "") -> MetadataRecord:
    return parse(f"<eml {root}><dataset><title>Colonies</title>{inside}</dataset></eml>".encode())


def _creator(inside: str) -> tuple[ContactRecord, ...]:
    return _record(f"<creator>{inside}</creator>").contacts


@pytest.mark.parametrize(
    ("package", "doi", "version"),
    [
        ("doi:10.1234/A", "10.1234/a", None),
        ("https://doi.org/10.1234/a", "10.1234/a", None),
        ("0f3b2f9c-6a55-4a5b-9f0e-2f6f0c8c1d11/v1.4", None, "1.4"),
        ("0f3b2f9c-6a55-4a5b-9f0e-2f6f0c8c1d11/veml", None, None),
        ("knb-lter-1.2.3", None, None),
        ("", None, None),
    ],
)
def test_the_package_is_a_doi_or_carries_the_version(package: str, doi: str | None, version: str | None) -> None:
    record = _record("", f'packageId="{package}"')

    assert (record.doi, record.version) == (doi, version)


def test_the_dataset_s_doi_is_no_identifier_of_it() -> None:
    named = "".join(
        f"<alternateIdentifier>{name}</alternateIdentifier>" for name in ("doi:10.1/short", "10.1234/A", "10.1234/b")
    )

    record = _record(named)

    assert record.doi == "10.1234/a"
    assert ("DOI", "10.1234/b") in record.identifiers
    assert ("DOI", "10.1234/a") not in record.identifiers


@pytest.mark.parametrize(
    ("directory", "written", "expected"),
    [
        ("https://orcid.org/", "0000-0002-0689-6392", "https://orcid.org/0000-0002-0689-6392"),
        ("https://orcid.org", "0000-0002-0689-6392", "https://orcid.org/0000-0002-0689-6392"),
        ("http://orcid.org/", "http://orcid.org/0000-0002-0689-6392", "http://orcid.org/0000-0002-0689-6392"),
        ("https://orcid.org", "orcid.org/0000-0002-0689-6392", "https://orcid.org/0000-0002-0689-6392"),
        ("https://scholar.example.org/citations?user=", "X", "https://scholar.example.org/citations?user=X"),
        ("https://people.example.org/rid", "X", "https://people.example.org/rid/X"),
        ("ORC", "X", "ORC:X"),
        ("", "X", "X"),
    ],
)
def test_an_identifier_of_a_person_is_one_address(directory: str, written: str, expected: str) -> None:
    user = f'<organizationName>Institute</organizationName><userId directory="{directory}">{written}</userId>'

    assert _creator(user)[0].user_id == (expected,)


@pytest.mark.parametrize(
    ("party", "is_kept"),
    [
        ("<individualName><surName>Vik</surName></individualName>", True),
        ("<organizationName>Institute</organizationName>", True),
        ("<positionName>Warden</positionName>", True),
        ("<electronicMailAddress>a@example.org</electronicMailAddress>", True),
        ("<phone>1</phone>", True),
        ("<address><deliveryPoint>Street</deliveryPoint><city>Town</city></address>", True),
        ("<address><city>Town</city></address>", False),
        ("<onlineUrl>https://example.org</onlineUrl>", False),
        ("<individualName><surName> </surName></individualName>", False),
    ],
)
def test_a_party_is_kept_where_it_can_be_known(party: str, is_kept: bool) -> None:
    assert bool(_creator(party)) == is_kept


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("pointOfContact", "POINT_OF_CONTACT"),
        ("point of contact", "POINT_OF_CONTACT"),
        ("custodianSteward", "CUSTODIAN_STEWARD"),
        ("PRINCIPAL_INVESTIGATOR", "PRINCIPAL_INVESTIGATOR"),
        ("metadataProvider", "METADATA_AUTHOR"),
        ("gardener", "ADMINISTRATIVE_POINT_OF_CONTACT"),
        ("", "ADMINISTRATIVE_POINT_OF_CONTACT"),
    ],
)
def test_a_role_is_a_type_in_any_spelling(role: str, expected: str) -> None:
    party = f"<associatedParty><organizationName>A</organizationName><role>{role}</role></associatedParty>"

    assert _record(party).contacts[0].type == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<para>One.</para>", "<p>One.</p>"),
        ("Plain.\n\nTwo.", "<p>Plain.</p>\n<p>Two.</p>"),
        ("<para>One.</para>\n   <para>Two.</para>", "<p>One.</p>\n<p>Two.</p>"),
        ("<section><title>T</title><para>One.</para></section>", "<div><h1>T</h1>\n<p>One.</p></div>"),
        ("<para>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;</para>", "<p>One <b>two</b></p>"),
        ("<para>1 &lt; 2 &amp; 3</para>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<para>H<subscript>2</subscript>O <emphasis>so</emphasis></para>", "<p>H<sub>2</sub>O <b>so</b></p>"),
        ("<para><orderedlist><listitem><para>A</para></listitem></orderedlist></para>", "<ol><li>A</li></ol>"),
        ('<para><ulink url="https://example.org"/></para>', '<p><a href="https://example.org">https://example.org</a></p>'),
        ('<para><ulink url="javascript:x"><citetitle>y</citetitle></ulink></para>', "<p><a>y</a></p>"),
        ("<para>&lt;script&gt;x&lt;/script&gt;&lt;b onclick='x'&gt;y&lt;/b&gt;</para>", "<p><b>y</b></p>"),
        ("<para> </para>", None),
        ("", None),
    ],
)  # fmt: skip
def test_docbook_becomes_html_that_is_safe(markup: str, expected: str | None) -> None:
    assert _record(f"<abstract>{markup}</abstract>").description == expected


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("-10", "10", "-5", "5"), (-10.0, 10.0, -5.0, 5.0)),
        (("170", "-170", "0", "1"), (170.0, -170.0, 0.0, 1.0)),
        (("1,5", "2,5", "0", "1"), (1.5, 2.5, 0.0, 1.0)),
        (("-180", "180", "-90", "90"), (-180.0, 180.0, -90.0, 90.0)),
        (("190", "200", "0", "1"), None),
        (("0", "1", "2", "1"), None),
        (("0", "1", "-91", "1"), None),
        (("0", "1", "", "1"), None),
        (("0", "east", "0", "1"), None),
    ],
)
def test_a_box_that_cannot_be_true_is_left_out_and_named(
    sides: tuple[str, ...], expected: tuple[float, ...] | None
) -> None:
    names = ("west", "east", "south", "north")
    limits = "".join(
        f"<{name}BoundingCoordinate>{side}</{name}BoundingCoordinate>" for name, side in zip(names, sides, strict=True)
    )
    place = f"<geographicDescription>Here</geographicDescription><boundingCoordinates>{limits}</boundingCoordinates>"

    record = _record(f"<coverage><geographicCoverage>{place}</geographicCoverage></coverage>")

    (coverage,) = record.geographic_coverages
    box = coverage.box and (coverage.box.west, coverage.box.east, coverage.box.south, coverage.box.north)
    assert (coverage.description, box) == ("Here", expected)
    assert bool(record.problems) == (expected is None)


@pytest.mark.parametrize(
    ("rights", "license_name", "text"),
    [
        ('<ulink url="https://www.creativecommons.org/licenses/by/4.0/legalcode"/>', "CC_BY_4_0", None),
        ('<ulink url="http://creativecommons.org/licenses/by-sa/4.0"/>', "UNSUPPORTED", ""),
        ("<ulink url='x'><citetitle>Public Domain (CC0 1.0)</citetitle></ulink>", "CC0_1_0", None),
        ("Ask us.", None, "Ask us."),
    ],
)
def test_rights_are_kept_where_no_supported_license_is_named(
    rights: str, license_name: str | None, text: str | None
) -> None:
    record = _record(f"<intellectualRights><para>{rights}</para></intellectualRights>")

    assert record.license == license_name
    assert (record.rights or "") == (text or "")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("asNeeded", "AS_NEEDED"), ("unkown", "UNKOWN"), ("unknown", "UNKNOWN"), ("yearly", "ANNUALLY"),
     ("Mensual", "MONTHLY"), ("hebdomadaire", "WEEKLY"), ("diária", "DAILY"), ("now and then", None)],
)  # fmt: skip
def test_it_knows_frequencies_in_several_languages(word: str, expected: str | None) -> None:
    written = f"<maintenance><maintenanceUpdateFrequency>{word}</maintenanceUpdateFrequency></maintenance>"

    assert _record(written).maintenance_update_frequency == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ('<url function="information">https://example.org/a</url>', "https://example.org/a"),
        ('<url function="information">example.org/a</url>', "http://example.org/a"),
        ('<url function="download">https://example.org/a</url>', None),
        ("<url>https://example.org/a</url>", None),
    ],
)
def test_the_homepage_is_the_address_for_information(url: str, expected: str | None) -> None:
    assert _record(f"<distribution><online>{url}</online></distribution>").homepage == expected


def test_nested_rights_come_without_the_white_space_between_their_elements() -> None:
    section = "\n <section>\n  <title>Use</title>\n  <para>Ask  first.</para>\n </section>"

    assert _record(f"<intellectualRights>{section}</intellectualRights>").rights == "Use\nAsk first."


@pytest.mark.parametrize(
    "inside",
    [
        'Bird counts<value xml:lang="es">Conteos de aves</value>',
        '\n <value xml:lang="en">Bird counts</value>\n <value xml:lang="es">Conteos de aves</value>',
        '<value xml:lang="fr"> </value><value xml:lang="en">Bird counts</value>',
    ],
)
def test_of_several_languages_the_main_one_counts(inside: str) -> None:
    record = parse(f"<eml><dataset><title>{inside}</title><shortName>{inside}</shortName></dataset></eml>".encode())

    assert (record.title, record.short_name) == ("Bird counts", "Bird counts")
