"""One caller of each role, and what is theirs and what is not."""

from typing import Any

from django.utils import timezone

from entities.models import MachineTag, MetadataDocument, User
from harvesting import sources
from tests import factories
from tests.entities.api.client import Api, basic
from tests.entities.api.signing import headers_of
from tests.entities.authorization import matrix
from tests.factories import PASSWORD

APPLICATION_KEY, NAMESPACE = "site.example.org", "tags.example.org"


class Place:
    """A node with all that hangs below it, and a network; each with a machine tag."""

    def __init__(self) -> None:
        self.node = factories.node()
        self.organization = factories.organization(endorsing_node=self.node)
        self.installation = factories.installation(organization=self.organization)
        self.dataset = factories.dataset(publishing_organization=self.organization, installation=self.installation)
        self.network = factories.network()
        url = f"https://data.example.org/{self.node.pk}/"
        values = {"name": "Tide gauges", "url": url, "organization": self.organization}
        self.source = sources.create(values, actor=factories.actor())
        self.document = self._document()
        self.tags = {
            kind: factories.component(getattr(self, kind), MachineTag, namespace=NAMESPACE).pk
            for kind in matrix.ENTITIES
        }

    def _document(self) -> MetadataDocument:
        now = timezone.now()
        stamps = {"created": now, "modified": now, "created_by": "tester", "modified_by": "tester"}
        return MetadataDocument.objects.create(
            dataset=self.dataset, type="EML", content=b"<eml/>", digest="0" * 64, **stamps
        )

    def creation(self, kind: str) -> dict[str, Any]:
        """A body without title, which nobody may create but whose owner decides who might."""
        owners = {
            "organization": {"endorsingNodeKey": str(self.node.pk)},
            "installation": {"organizationKey": str(self.organization.pk)},
            "dataset": {"publishingOrganizationKey": str(self.organization.pk)},
        }
        return owners.get(kind, {})


class Cast:
    """The roles of the matrix; `own` is in reach of those who have rights, `other` in nobody's."""

    def __init__(self) -> None:
        self.own, self.other = Place(), Place()
        editor = factories.editor_user
        self.users: dict[str, User] = {
            matrix.USER: factories.account("just-kari"),
            matrix.PENDING: factories.editor_user(self.own.organization, approved=False),
            matrix.WRONG: factories.admin_user("wrong-anna"),
            matrix.EDITOR: editor(self.own.organization),
            matrix.MANAGER: editor(self.own.node),
            matrix.OUTSIDER: editor(factories.organization()),
            matrix.TAGGER: editor(namespaces=(NAMESPACE,)),
            matrix.NETWORKER: editor(self.own.network),
            matrix.ADMINISTRATOR: factories.admin_user("anna"),
        }
        self.bystander = factories.account("bystander")

    def call(self, api: Api, role: str, method: str, path: str, body: bytes, query: str) -> Any:
        """The answer to the role's request."""
        address = path + query
        if role == matrix.ANONYMOUS:
            return api(method, address, body)
        if role == matrix.APPLICATION:
            return api(method, address, body, headers=headers_of(method, path, APPLICATION_KEY, body))
        user = self.users[role]
        if role in matrix.LOCKED_OUT:
            password = "wrong" if role == matrix.WRONG else PASSWORD
            return api(method, address, body, headers={"Authorization": basic(user.user_name, password)})
        return api(method, address, body, user=user)
