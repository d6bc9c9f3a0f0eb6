"""Texts, keywords and constraints of ISO documents: what counts as said."""

import pytest

from tests.metadata.iso_documents import coded, inside, record, said

_NIL = "<gmd:purpose gco:nilReason='missing'>{}</gmd:purpose>"
_ANCHOR = '<gmx:Anchor xlink:href="{}">{}</gmx:Anchor>'

PURPOSES = {
    "character string": (said("purpose", "Warnings"), "Warnings"),
    "anchor": (inside("purpose", _ANCHOR.format("https://example.org", "Warnings")), "Warnings"),
    "file name": (inside("purpose", '<gmx:FileName src="warnings.txt"/>'), "warnings.txt"),
    "MIME type": (inside("purpose", "<gmx:MimeFileType type='text/plain'>Warnings</gmx:MimeFileType>"), "Warnings"),
    "no value element": ("<gmd:purpose> Warnings </gmd:purpose>", "Warnings"),
    "white space inside": (said("purpose", "\n For\n  ships \t"), "For\n  ships"),
    "remark inside": (said("purpose", "For <!-- all --> ships"), "For  ships"),
    "section of characters": (said("purpose", "<![CDATA[a < b]]>"), "a < b"),
    "dangerous marks": (said("purpose", "For&#x202E; ships&#x85;"), "For ships"),
    "second value": (inside("purpose", "<gco:CharacterString/><gmx:Anchor>Warnings</gmx:Anchor>"), "Warnings"),
    "second property": (said("purpose", " ") + said("purpose", "Warnings"), "Warnings"),
    "empty": ("<gmd:purpose/>", None),
    "empty string": (said("purpose", ""), None),
    "nil": (_NIL.format(""), None),
    "nil with a text": (_NIL.format("<gco:CharacterString>Warnings</gco:CharacterString>"), None),
    "unknown": (said("purpose", "Unknown"), None),
    "not applicable": (said("purpose", "NOT APPLICABLE"), None),
    "none": (said("purpose", "none"), None),
    "missing": (said("purpose", "missing"), None),
    "dash": (said("purpose", "-"), None),
    "begins like a placeholder": (said("purpose", "none of the above"), "none of the above"),
}


@pytest.mark.parametrize(("written", "meant"), PURPOSES.values(), ids=PURPOSES)
def test_it_reads_what_a_property_says(written: str, meant: str | None) -> None:
    assert record(identification=written).purpose == meant


def test_a_translation_counts_where_the_main_language_is_silent() -> None:
    translations = inside(
        "PT_FreeText",
        "".join(
            inside(
                "textGroup", f'<gmd:LocalisedCharacterString locale="#{locale}">{text}</gmd:LocalisedCharacterString>'
            )
            for locale, text in (("DE", ""), ("PT", "Avisos"), ("FR", "Avertissements"))
        ),
    )
    silent = inside("purpose", f"<gco:CharacterString/>{translations}")
    speaking = inside("purpose", f"<gco:CharacterString>Warnings</gco:CharacterString>{translations}")

    assert record(identification=silent).purpose == "Avisos"
    assert record(identification=speaking).purpose == "Warnings"


def test_several_credits_and_remarks_are_joined() -> None:
    found = record(
        citation=said("otherCitationDetails", "Printed as a report"),
        identification=said("credit", "Harbour board")
        + said("credit", "Shore Fund")
        + said("credit", "Harbour board")
        + coded("status", "onGoing")
        + said("supplementalInformation", "Checked twice"),
    )

    assert found.acknowledgements == "Harbour board\nShore Fund"
    assert found.additional_info == "Checked twice\nStatus: onGoing\nPrinted as a report"
    assert found.citation_text is None


@pytest.mark.parametrize(
    "details",
    ["Cite as: Hale (2015) Tides", "cite as Hale (2015) Tides", "Citation: Hale (2015) Tides",
     "Please cite Hale (2015) Tides", "PLEASE CITE AS:  Hale (2015) Tides",
     "Please cite this dataset as: Hale (2015) Tides"],
)  # fmt: skip
def test_it_takes_the_citation_out_of_its_request(details: str) -> None:
    found = record(citation=said("otherCitationDetails", details))

    assert found.citation_text == "Hale (2015) Tides"
    assert found.additional_info is None


def test_the_language_of_the_document_and_of_the_data_are_two() -> None:
    found = record(root=coded("language", "fre"), identification=coded("language", "xx") + said("language", "pt-BR"))

    assert (found.language, found.data_language) == ("fra", "por")


@pytest.mark.parametrize(
    ("pictures", "logo"),
    [
        (["https://example.org/a.png|map"], "https://example.org/a.png"),
        (["https://example.org/a.png|map", "https://example.org/b.png|Our LOGO"], "https://example.org/b.png"),
        (["pictures/a.png|map", "www.example.org/b.png|", "http://example.org/c.png|"], "http://example.org/c.png"),
        (["pictures/a.png|map"], None),
    ],
)
def test_the_logo_is_an_absolute_address(pictures: list[str], logo: str | None) -> None:
    graphics = [
        inside("graphicOverview/MD_BrowseGraphic", said("fileName", name) + said("fileDescription", described))
        for name, described in (picture.split("|") for picture in pictures)
    ]

    assert record(identification="".join(graphics)).logo_url == logo


def _keywords(words: list[str], kind: str = "", thesaurus: str = "") -> str:
    named = inside("thesaurusName/CI_Citation", said("title", thesaurus)) if thesaurus else ""
    typed = coded("type", kind) if kind else ""
    return inside("descriptiveKeywords/MD_Keywords", "".join(said("keyword", word) for word in words) + typed + named)


def test_each_list_of_keywords_is_a_collection() -> None:
    found = record(
        identification=_keywords(["Oceans &gt; Tides", " Oceans &amp;gt; Waves ", "none"], "theme", "Sea words")
        + _keywords(["Skerries", "Skerries"], "place")
        + _keywords(["tide"])
        + _keywords(["n/a", ""], "theme", "Empty words")
        + inside("topicCategory", "<gmd:MD_TopicCategoryCode>oceans</gmd:MD_TopicCategoryCode>")
        + inside("topicCategory", "<gmd:MD_TopicCategoryCode>environment</gmd:MD_TopicCategoryCode>")
    )

    assert [(each.thesaurus, each.keywords) for each in found.keyword_collections] == [
        ("Sea words", ("Oceans > Tides", "Oceans > Waves")),
        ("place", ("Skerries", "Skerries")),
        (None, ("tide",)),
        ("ISO 19115 Topic Categories", ("oceans", "environment")),
    ]
    assert found.taxonomic_coverages == ()


def test_a_keyword_and_its_thesaurus_stand_on_one_line() -> None:
    thesaurus = inside("thesaurusName/CI_Citation", said("title", "Sea\n   words"))
    words = inside("descriptiveKeywords/MD_Keywords", said("keyword", "Oceans &gt;\n     Salinity") + thesaurus)

    (collection,) = record(identification=words).keyword_collections

    assert (collection.keywords, collection.thesaurus) == (("Oceans > Salinity",), "Sea words")


def test_taxa_among_the_keywords_are_covered() -> None:
    (coverage,) = record(identification=_keywords(["Fucus", "Laminaria"], "taxon")).taxonomic_coverages

    assert [taxon.scientific_name for taxon in coverage.coverages] == ["Fucus", "Laminaria"]


def _constraints(*constraints: str, kind: str = "MD_LegalConstraints") -> str:
    return inside(f"resourceConstraints/{kind}", "".join(constraints))


def test_rights_are_all_that_restricts_the_use_each_once() -> None:
    found = record(
        root=inside("metadataConstraints/MD_Constraints", said("useLimitation", "CC0")),
        identification=_constraints(said("useLimitation", "Not for navigation"), kind="MD_Constraints")
        + _constraints(
            coded("accessConstraints", "otherRestrictions"),
            coded("useConstraints", "copyright"),
            said("otherConstraints", "Ask first"),
            said("useLimitation", "Not for navigation"),
        ),
    )

    assert found.rights == "Not for navigation\ncopyright\nAsk first"
    assert found.license is None


@pytest.mark.parametrize(
    ("constraints", "license"),
    [
        ([said("useLimitation", "CC-BY-NC 4.0"), said("otherConstraints", "CC0")], "CC0_1_0"),
        ([said("useLimitation", "CC-BY-NC 4.0"), said("otherConstraints", "CC BY-SA 4.0")], "CC_BY_NC_4_0"),
        ([said("otherConstraints", "CC0"), inside("useLimitation", _ANCHOR.format(
            "https://creativecommons.org/licenses/by/4.0/", "our terms"))], "CC_BY_4_0"),
        ([said("otherConstraints", "CC BY-SA 4.0")], "UNSUPPORTED"),
        ([coded("useConstraints", "license")], None),
        ([coded("useConstraints", "intellectualPropertyRights"), said("otherConstraints", "be kind")], None),
    ],
)  # fmt: skip
def test_the_licence_is_looked_for_in_links_then_in_texts(constraints: list[str], license: str | None) -> None:
    assert record(identification=_constraints(*constraints)).license == license


def test_lineage_makes_method_steps_and_reports_make_quality_control() -> None:
    step = "lineage/LI_Lineage/processStep/LI_ProcessStep"
    reports = inside("report/DQ_DomainConsistency", said("evaluationMethodDescription", "Compared by eye")) + inside(
        "report/DQ_ConceptualConsistency/result/DQ_ConformanceResult", said("explanation", "Passed")
    )
    quality = [
        reports,
        inside("lineage/LI_Lineage", said("statement", "Levelled")),
        inside(step, said("description", "Read")),
        inside(step, said("description", "Checked")),
        inside("lineage/LI_Lineage", said("statement", "Levelled")),
    ]

    sampling = record(
        root="".join(inside("dataQualityInfo/DQ_DataQuality", part) for part in quality)
    ).sampling_description

    assert sampling is not None
    assert sampling.method_steps == ("Levelled", "Read", "Checked")
    assert sampling.quality_control == "Compared by eye\nPassed"
    assert sampling.study_extent is None


def test_only_the_maintenance_of_the_resource_counts() -> None:
    path = "MD_MaintenanceInformation"
    metadata_only = inside(f"metadataMaintenance/{path}", coded("maintenanceAndUpdateFrequency", "daily"))
    resource = inside(
        f"resourceMaintenance/{path}",
        coded("maintenanceAndUpdateFrequency", "", "As Needed") + said("maintenanceNote", "After storms"),
    )

    silent, speaking = record(root=metadata_only), record(root=metadata_only, identification=resource)

    assert silent.maintenance_update_frequency is None
    assert (speaking.maintenance_update_frequency, speaking.maintenance_description) == ("AS_NEEDED", "After storms")
