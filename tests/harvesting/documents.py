"""Small ISO documents that can be harvested: valid by the schema, told apart by identifier and title."""

_HEAD = (
    '<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco"'
    ' xmlns:srv="http://www.isotc211.org/2005/srv">'
)
_CONTACT = (
    "<gmd:contact><gmd:CI_ResponsibleParty>"
    "<gmd:organisationName><gco:CharacterString>Kelp Institute</gco:CharacterString></gmd:organisationName>"
    '<gmd:role><gmd:CI_RoleCode codeList="#r" codeListValue="pointOfContact"/></gmd:role>'
    "</gmd:CI_ResponsibleParty></gmd:contact>"
    "<gmd:dateStamp><gco:Date>2024-05-06</gco:Date></gmd:dateStamp>"
)
_DATES = (
    "<gmd:date><gmd:CI_Date><gmd:date><gco:Date>2020-01-01</gco:Date></gmd:date><gmd:dateType>"
    '<gmd:CI_DateTypeCode codeList="#d" codeListValue="publication"/></gmd:dateType></gmd:CI_Date></gmd:date>'
)
MALFORMED = _HEAD.encode() + b"<gmd:fileIdentifier>"


def _text(name: str, text: str) -> str:
    return f"<gmd:{name}><gco:CharacterString>{text}</gco:CharacterString></gmd:{name}>"


def document(file_id: str = "", title: str = "Tide gauge", abstract: str = "Hourly levels.", extra: str = "") -> bytes:
    """A whole document; without `file_id` it has no file identifier, `extra` stands where no schema allows it."""
    identified = _text("fileIdentifier", file_id) if file_id else ""
    citation = f"<gmd:citation><gmd:CI_Citation>{_text('title', title)}{_DATES}</gmd:CI_Citation></gmd:citation>"
    language = _text("language", "eng")
    data = f"<gmd:MD_DataIdentification>{citation}{_text('abstract', abstract)}{language}</gmd:MD_DataIdentification>"
    return (
        f"{_HEAD}{identified}{_CONTACT}<gmd:identificationInfo>{data}</gmd:identificationInfo>{extra}</gmd:MD_Metadata>"
    ).encode()


def service(file_id: str, title: str = "Map service") -> bytes:
    """A document that describes a service and nothing else."""
    citation = f"<gmd:citation><gmd:CI_Citation>{_text('title', title)}{_DATES}</gmd:CI_Citation></gmd:citation>"
    kind = "<srv:serviceType><gco:LocalName>OGC:WMS</gco:LocalName></srv:serviceType>"
    point = (
        "<srv:connectPoint><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>https://maps.example.org/wms</gmd:URL>"
        "</gmd:linkage></gmd:CI_OnlineResource></srv:connectPoint>"
    )
    operation = (
        "<srv:containsOperations><srv:SV_OperationMetadata>"
        "<srv:operationName><gco:CharacterString>GetCapabilities</gco:CharacterString></srv:operationName>"
        f'<srv:DCP><srv:DCPList codeList="#p" codeListValue="WebServices"/></srv:DCP>'
        f"{point}</srv:SV_OperationMetadata></srv:containsOperations>"
    )
    coupling = '<srv:couplingType><srv:SV_CouplingType codeList="#c" codeListValue="loose"/></srv:couplingType>'
    described = f"{citation}{_text('abstract', 'Maps.')}{kind}{coupling}{operation}"
    identification = f"<srv:SV_ServiceIdentification>{described}</srv:SV_ServiceIdentification>"
    return (
        f"{_HEAD}{_text('fileIdentifier', file_id)}{_CONTACT}<gmd:identificationInfo>{identification}"
        "</gmd:identificationInfo></gmd:MD_Metadata>"
    ).encode()


def newer_service(file_id: str, title: str = "Map service") -> bytes:
    """The same as a document of ISO 19115-3, whose scope says that it is one."""
    base = "http://standards.iso.org/iso/19115/-3"
    names = " ".join(
        f'xmlns:{prefix}="{base}/{prefix}/{version}"'
        for prefix, version in {
            "mdb": "2.0",
            "mri": "1.0",
            "mcc": "1.0",
            "cit": "2.0",
            "gco": "1.0",
            "srv": "2.0",
        }.items()
    )

    def said(name: str, text: str) -> str:
        return f"<{name}><gco:CharacterString>{text}</gco:CharacterString></{name}>"

    identifier = f"<mdb:metadataIdentifier><mcc:MD_Identifier>{said('mcc:code', file_id)}</mcc:MD_Identifier>"
    scope = '<mcc:MD_ScopeCode codeList="#s" codeListValue="service"/>'
    scoped = f"<mdb:MD_MetadataScope><mdb:resourceScope>{scope}</mdb:resourceScope></mdb:MD_MetadataScope>"
    cited = f"<mri:citation><cit:CI_Citation>{said('cit:title', title)}</cit:CI_Citation></mri:citation>"
    kind = "<srv:serviceType><gco:ScopedName>OGC:WMS</gco:ScopedName></srv:serviceType>"
    point = f"<cit:CI_OnlineResource>{said('cit:linkage', 'https://maps.example.org/wms')}</cit:CI_OnlineResource>"
    operation = f"<srv:SV_OperationMetadata><srv:connectPoint>{point}</srv:connectPoint></srv:SV_OperationMetadata>"
    described = f"{cited}{kind}<srv:containsOperations>{operation}</srv:containsOperations>"
    return (
        f"<mdb:MD_Metadata {names}>{identifier}</mdb:metadataIdentifier>"
        f"<mdb:metadataScope>{scoped}</mdb:metadataScope><mdb:identificationInfo>"
        f"<srv:SV_ServiceIdentification>{described}</srv:SV_ServiceIdentification></mdb:identificationInfo>"
        "</mdb:MD_Metadata>"
    ).encode()


def folder(count: int, prefix: str = "gauge") -> dict[str, bytes]:
    """So many different documents, by file name."""
    return {f"{prefix}-{n:03}.xml": document(f"{prefix}-{n:03}", f"Tide gauge {n}") for n in range(count)}
