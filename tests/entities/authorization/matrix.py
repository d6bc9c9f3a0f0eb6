"""Who may do what, as data: one row for each kind of route, method by method (contract 9, reliability 5).

A row names a policy; a policy names the roles that may, and whether their reach matters. Routes are written as
`/v1/dataset/{key}/contact/{number}`; `{entity}` stands for the five kinds. The first row that fits a route wins, and a
route without a row fails the tests.
"""

import re
from dataclasses import dataclass

ANONYMOUS, USER, PENDING, WRONG = "anonymous", "user", "pending", "wrong password"
EDITOR, MANAGER, OUTSIDER, TAGGER = "editor of the organization", "node manager", "editor out of scope", "tagger"
NETWORKER, APPLICATION, ADMINISTRATOR = "editor of the network", "application", "administrator"
ROLES = (
    *(ANONYMOUS, USER, PENDING, WRONG, EDITOR, MANAGER, OUTSIDER, TAGGER, NETWORKER),
    *(APPLICATION, ADMINISTRATOR),
)
LOCKED_OUT = frozenset({PENDING, WRONG})
KNOWN = frozenset(ROLES) - {ANONYMOUS} - LOCKED_OUT
PEOPLE = KNOWN - {APPLICATION}
EDITORS = frozenset({EDITOR, MANAGER, OUTSIDER, TAGGER, NETWORKER, ADMINISTRATOR})

ENTITIES = ("node", "organization", "installation", "dataset", "network")
REACH = {
    EDITOR: {"organization", "installation", "dataset", "harvest"},
    MANAGER: {"node", "organization", "installation", "dataset", "harvest"},
    NETWORKER: {"network"},
}
"""Which of the own entities a role may change: rights reach down from the node to the dataset (9.3), and to sources."""

CREATES = {EDITOR: {"installation", "dataset"}, MANAGER: {"organization", "installation", "dataset"}}
"""What a role may create below its own organization or node (9.3)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may: everybody in `always`; those whose reach holds the entity if `by_reach`; with `creates`, likewise."""

    name: str
    always: frozenset[str] = frozenset()
    by_reach: bool = False
    by_creation: bool = False

    def allows(self, role: str, entity: str, *, own: bool) -> bool:
        """Whether the role may, where the entity is of this kind, and in the role's scope or not."""
        if role in self.always:
            return True
        reach = REACH if self.by_reach else CREATES if self.by_creation else {}
        return own and entity in reach.get(role, ())


_ADMINISTRATORS = frozenset({ADMINISTRATOR})
PUBLIC = Policy("public", frozenset(ROLES) - LOCKED_OUT)
OPEN = Policy("open, whatever credentials say", frozenset(ROLES))
CHANGE = Policy("change", _ADMINISTRATORS, by_reach=True)
ADD = Policy("add a contact or comment", _ADMINISTRATORS | {APPLICATION}, by_reach=True)
CREATE = Policy("create", _ADMINISTRATORS, by_creation=True)
CREATE_ORGANIZATION = Policy("create an organization", _ADMINISTRATORS | {APPLICATION}, by_creation=True)
TAG = Policy("set a machine tag", _ADMINISTRATORS | {TAGGER})
ADMINISTER = Policy("administer", _ADMINISTRATORS)
CONFIRM = Policy("confirm by a mailed key", frozenset({APPLICATION}))
VOUCH = Policy("create an account", frozenset({APPLICATION}))
LOOK_UP = Policy("look an account up", _ADMINISTRATORS | {APPLICATION})
NEW_SOURCE = Policy("create or check some source", _ADMINISTRATORS | {EDITOR, MANAGER, OUTSIDER})
NOTIFIED = Policy("hear of a source", EDITORS)
MEMBER = Policy("one's own account", PEOPLE)
ACTED_FOR = Policy("in the name of a user, signed by an application", frozenset())
SIGNED = Policy("by the scheme of applications", frozenset())
BEARER = Policy("by a token", frozenset())


@dataclass(frozen=True, slots=True)
class Row:
    """The policies of a kind of route, by method."""

    route: str
    policies: dict[str, Policy]

    def fits(self, route: str) -> bool:
        """Whether the route is of this kind."""
        pattern = re.escape(self.route).replace(r"\{entity\}", f"({'|'.join(ENTITIES)})")
        return re.fullmatch(re.sub(r"\\\{any\\\}", ".+", pattern), route) is not None


def _row(route: str, **policies: Policy) -> Row:
    return Row(route, policies)


_LISTS = (
    *("suggest", "deleted", "pending", "nonPublishing", "count", "geojson", "constituents", "subDataset", "duplicate"),
    *("withNoEndpoint", "pendingEndorsement", "country", "country/{code}", "activeCountries", "location/{kind}"),
)
_SUBLISTS = (
    *("metadata", "constituents", "networks", "hostedDataset", "publishedDataset", "ownedDataset", "installation"),
    *("dataset", "organization", "pendingEndorsement"),
)
_OF_SOURCES = ("errors", "run/{run}", "run/{run}/record", "record", "record/{record}")
_COMPONENTS = ("endpoint", "identifier", "tag")
API: tuple[Row, ...] = (
    _row("/v1/organization", GET=PUBLIC, POST=CREATE_ORGANIZATION),
    _row("/v1/{entity}", GET=PUBLIC, POST=CREATE),
    _row("/v1/{entity}/titles", POST=PUBLIC),
    _row("/v1/network/{key}/constituents", GET=PUBLIC, POST=CHANGE, DELETE=CHANGE),
    *(_row(f"/v1/{{entity}}/{each}", GET=PUBLIC) for each in _LISTS),
    *(_row(f"/v1/{{entity}}/{{key}}/{each}", GET=PUBLIC) for each in _SUBLISTS),
    *(_row(f"/v1/dataset/{each}", GET=PUBLIC) for each in ("search", "search/export", "doi/{doi}")),
    _row("/v1/dataset/metadata/{number}", GET=PUBLIC, DELETE=CHANGE),
    _row("/v1/dataset/metadata/{number}/document", GET=PUBLIC),
    _row("/v1/dataset/{key}/document", GET=PUBLIC, POST=CHANGE),
    _row("/v1/enumeration/{any}", GET=PUBLIC),
    _row("/v1/harvest", GET=PUBLIC, POST=NEW_SOURCE),
    _row("/v1/harvest/check", POST=NEW_SOURCE),
    _row("/v1/harvest/difference", GET=PUBLIC),
    _row("/v1/harvest/difference/{key}", GET=PUBLIC),
    *(_row(f"/v1/harvest/difference/{{key}}/{{field}}/{deed}", POST=CHANGE) for deed in ("accept", "keep")),
    _row("/v1/harvest/{harvest}", GET=PUBLIC, PUT=CHANGE, DELETE=CHANGE),
    _row("/v1/harvest/{harvest}/pause", POST=CHANGE, DELETE=CHANGE),
    _row("/v1/harvest/{harvest}/stop", POST=CHANGE),
    _row("/v1/harvest/{harvest}/run", GET=PUBLIC, POST=CHANGE),
    _row("/v1/harvest/{harvest}/run/{run}/confirmation", POST=CHANGE),
    _row("/v1/harvest/{harvest}/notification", GET=NOTIFIED, PUT=NOTIFIED),
    *(_row(f"/v1/harvest/{{harvest}}/{each}", GET=PUBLIC) for each in _OF_SOURCES),
    _row("/v1/{entity}/{key}", GET=PUBLIC, PUT=CHANGE, DELETE=CHANGE),
    *(_row(f"/v1/{{entity}}/{{key}}/{slug}", GET=PUBLIC, POST=CHANGE) for slug in _COMPONENTS),
    *(_row(f"/v1/{{entity}}/{{key}}/{slug}/{{number}}", DELETE=CHANGE) for slug in _COMPONENTS),
    _row("/v1/node/{key}/contact", GET=PUBLIC, POST=CHANGE, PUT=CHANGE),
    _row("/v1/{entity}/{key}/contact", GET=PUBLIC, POST=ADD, PUT=CHANGE),
    _row("/v1/{entity}/{key}/contact/{number}", PUT=CHANGE, DELETE=CHANGE),
    _row("/v1/{entity}/{key}/comment", GET=PUBLIC, POST=ADD, DELETE=CHANGE),
    _row("/v1/{entity}/{key}/comment/{number}", DELETE=CHANGE),
    _row("/v1/{entity}/{key}/machineTag", GET=PUBLIC, POST=TAG),
    _row("/v1/{entity}/{key}/machineTag/{number}", DELETE=TAG),
    _row("/v1/organization/{key}/endorsement", PUT=CHANGE, DELETE=CHANGE, POST=CONFIRM),
    _row("/v1/organization/{key}/endorsement/status/{status}", POST=ADMINISTER),
    _row("/v1/organization/{key}/endorsement/{confirmation}", POST=CONFIRM),
    _row("/v1/organization/{key}/password", GET=CHANGE),
    _row("/v1/network/{key}/constituents/{dataset}", POST=CHANGE, DELETE=CHANGE),
    _row("/v1/dataset/crawlall", POST=ADMINISTER),
    _row("/v1/{entity}/{key}/crawl", POST=CHANGE),
    _row("/v1/installation/{key}/synchronize", POST=ADMINISTER),
    _row("/v1/installation/metasync", GET=PUBLIC, POST=ADMINISTER),
    _row("/v1/installation/{key}/metasync", GET=PUBLIC, POST=ADMINISTER),
    _row("/v1/dataset/process", GET=PUBLIC),
    _row("/v1/dataset/process/{any}", GET=PUBLIC),
    _row("/v1/dataset/{key}/process", GET=PUBLIC, POST=ADMINISTER),
    _row("/v1/dataset/{key}/process/{attempt}", GET=PUBLIC, PUT=ADMINISTER),
    _row("/v1/dataset/{key}/dwca", POST=ADMINISTER, PUT=ADMINISTER),
    *(_row(f"/v1/dataset/{{key}}/{each}", GET=PUBLIC) for each in ("gridded", "metrics", "metrics/history")),
    _row("/v1/user/login", GET=MEMBER, POST=MEMBER),
    _row("/v1/user/whoami", POST=MEMBER),
    _row("/v1/user/auth/basic", GET=MEMBER, POST=MEMBER),
    _row("/v1/user/auth/app", GET=SIGNED, POST=SIGNED),
    _row("/v1/user/auth/jwt", GET=BEARER, POST=BEARER),
    _row("/v1/user/changePassword", PUT=MEMBER),
    _row("/v1/user/{user_name}/token", GET=LOOK_UP),
    _row("/v1/admin/user", POST=VOUCH),
    _row("/v1/admin/user/roles", GET=PUBLIC),
    _row("/v1/admin/user/search", GET=ADMINISTER),
    _row("/v1/admin/user/find", GET=LOOK_UP),
    *(_row(f"/v1/admin/user/{each}", POST=ACTED_FOR) for each in ("confirm", "resetPassword", "updatePassword")),
    _row("/v1/admin/user/confirmationKeyValid", GET=ACTED_FOR),
    _row("/v1/admin/user/changeEmail", PUT=MEMBER),
    _row("/v1/admin/user/{user_name}", GET=LOOK_UP, PUT=LOOK_UP, DELETE=ADMINISTER),
    *(
        row
        for right in ("editorRight", "namespaceRight", "countryRight")
        for row in (
            _row(f"/v1/admin/user/{{user_name}}/{right}", GET=ADMINISTER, POST=ADMINISTER),
            _row(f"/v1/admin/user/{{user_name}}/{right}/{{what}}", DELETE=ADMINISTER),
        )
    ),
)
"""The registry's interface. GET of somebody else's rights is 401, not 403 (9.6)."""

ELSEWHERE: tuple[Row, ...] = (
    _row("/v1/oai-pmh/registry", GET=OPEN),
    _row("/v1/openapi.json", GET=OPEN),
    _row("/v1/docs", GET=OPEN),
    _row("/api/v1/Harvests", GET=OPEN),
    _row("/api/v1/Harvests/", GET=OPEN),
    _row("/api/v1/Harvests/{identifier}", GET=OPEN),
)
"""Reads that look at no credentials, so wrong ones do no harm."""

OF_THEIR_OWN = (
    *("/v1/organization/{key}/endorsement/user/{name}", "/registry/{any}", "/health/{any}", "/waf/", "/waf/{any}"),
    *("/api/v[12]/login", "/api/v[12]/logout", "/api/v2/harvests?/{identifier}/harvest"),
    "/api/v[12](?:/.*)?",
)
"""Routes whose callers are none of the roles, or that hold nothing: tested where their clients are."""


STAFF = Policy("see the admin", EDITORS)
NOBODY = Policy("nobody")

ADMIN: tuple[Row, ...] = (
    *(
        _row(each, GET=STAFF)
        for each in (
            "index",
            "search",
            "entities_changes",
            "entities_endorsements",
            "app_list",
            "jsi18n",
            "autocomplete",
        )
    ),
    *(_row(f"entities_{{entity}}_{page}", GET=STAFF) for page in ("changelist", "history")),
    _row("entities_{entity}_change", GET=STAFF, POST=CHANGE),
    _row("entities_{entity}_delete", GET=STAFF),  # leads to the decision's page, which asks for each entity
    *(_row(f"entities_{kind}_add", GET=ADMINISTER, POST=ADMINISTER) for kind in ("node", "network")),
    _row("entities_{entity}_add", GET=STAFF),
    _row("entities_{entity}_decide", GET=STAFF),
    _row("entities_organization_password", GET=CHANGE),
    _row("entities_dataset_documents", GET=STAFF, POST=CHANGE),
    *(_row(f"entities_dataset_{page}", GET=STAFF) for page in ("compare", "figures")),
    _row("entities_rights", GET=ADMINISTER),
    *(
        row
        for name in ("user", "datasetcategory")
        for row in (
            *(_row(f"entities_{name}_{page}", GET=ADMINISTER) for page in ("changelist", "history")),
            *(_row(f"entities_{name}_{page}", GET=ADMINISTER, POST=ADMINISTER) for page in ("add", "change")),
            _row(f"entities_{name}_delete", GET=NOBODY, POST=NOBODY),
        )
    ),
    *(
        row
        for name in ("fieldprovenance", "synchronization")
        for row in (
            *(_row(f"entities_{name}_{page}", GET=STAFF) for page in ("changelist", "change", "history")),
            *(_row(f"entities_{name}_{page}", GET=NOBODY, POST=NOBODY) for page in ("add", "delete")),
        )
    ),
    _row("auth_user_password_change", GET=ADMINISTER, POST=ADMINISTER),
    *(_row(f"entities_failedlogin_{page}", GET=ADMINISTER) for page in ("changelist", "change", "history")),
    _row("entities_failedlogin_add", GET=NOBODY, POST=NOBODY),
    _row("entities_failedlogin_delete", GET=ADMINISTER),
    *(_row(f"harvesting_{{any}}_{page}", GET=STAFF) for page in ("changelist", "change", "history")),
    *(_row(f"harvesting_harvest{name}_add", GET=NOBODY, POST=NOBODY) for name in ("eddocument", "run")),
    _row("harvesting_harvestsource_add", GET=STAFF),
)
"""The admin, by the names of its addresses; what a source's own pages decide is tested with them."""

ABOUT_ONE = frozenset({"change", "delete", "history", "decide", "password", "documents"})
"""Pages that are asked for about the own and about another entity."""

ADMIN_OF_THEIR_OWN = (
    *("login", "logout", "password_change", "password_change_done", "view_on_site", ""),
    *("entities_document", "entities_document_decide"),
    *("harvesting_{any}_delete", "harvesting_harvestsource_{any}", "harvesting_harvestrun_{any}", "difference_decide"),
    "installation_synchronization",
)
"""Addresses that everybody may open, that lead to others, or whose tests stand with harvesting."""

DECISIONS: dict[str, Policy] = {
    **dict.fromkeys(("delete", "restore", "endorse", "hold", "reject", "password", "lock", "unlock"), CHANGE),
    **dict.fromkeys(("join", "leave"), CHANGE),
    "publishing_organization": ADMINISTER,  # a move to an organization of which nobody here has the rights
    "installation": CHANGE,  # a move to anybody's (9.3)
    **dict.fromkeys(("merge", "unmerge"), CHANGE),  # of an entity; each role has a right on the survivor here
}
"""What curators decide about entities, one or many, by the names of the decisions."""

OF_THE_NETWORK = frozenset({"join", "leave"})
"""Decisions about a dataset that change the network, and need the right to change that."""


def policy_of(rows: tuple[Row, ...], route: str, method: str) -> Policy | None:
    """The policy of a method of a route; None where no row says."""
    for row in rows:
        if row.fits(route):
            return row.policies.get(method)
    return None


def is_tested_elsewhere(route: str) -> bool:
    """Whether the route has tests of its own instead of a row."""
    return any(Row(each, {}).fits(route) for each in OF_THEIR_OWN)
