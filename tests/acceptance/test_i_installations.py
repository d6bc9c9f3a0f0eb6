"""I: installations."""

import pytest

from entities.models import Installation, User
from entities.services import endorsement
from tests.acceptance.calls import broken, delete, is_listed, put, status
from tests.entities.api.client import Api, path_of
from tests.factories import actor, body, dataset, editor_user, installation, node, organization

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["type", "organizationKey"])
def test_I01_it_demands(api: Api, admin: User, name: str) -> None:
    assert broken(api("POST", "/installation", body(Installation, **{name: None}), user=admin)) == [name]


def test_I02_it_is_enabled_and_has_no_password(api: Api) -> None:
    stored = api.get(path_of(installation()))

    assert stored["disabled"] is False
    assert "password" not in stored


def test_I03_it_is_disabled_by_an_update(api: Api, admin: User) -> None:
    found = installation()

    assert put(api, found, admin, disabled=True) == 204
    assert api.get(path_of(found))["disabled"] is True
    assert put(api, found, admin, "disabled") == 204
    assert api.get(path_of(found))["disabled"] is False


def test_I04_it_filters_by_type(api: Api) -> None:
    found = installation(type="IPT_INSTALLATION")
    installation(type="HTTP_INSTALLATION")

    for text in ("IPT_INSTALLATION", "ipt_installation", "ipt%20installation"):
        assert is_listed(api, f"/installation?type={text}", found)
    assert status(api("GET", "/installation?type=FOO")) == 400


def test_I05_it_filters_by_host_and_node(api: Api) -> None:
    above = node()
    endorsed, pending = organization(endorsing_node=above), organization(endorsing_node=above)
    endorsement.endorse(endorsed, actor=actor())
    first, second = installation(organization=endorsed), installation(organization=pending)

    assert is_listed(api, f"/installation?organizationKey={pending.pk}", second)
    assert is_listed(api, f"/installation?endorsedByNodeKey={above.pk}", first)


def test_I06_it_lists_live_datasets(api: Api, admin: User) -> None:
    found = installation()
    live, gone = dataset(installation=found), dataset(installation=found)
    delete(api, gone, admin)

    assert is_listed(api, f"{path_of(found)}/dataset", live)


def test_I07_it_lists_who_serves_nothing(api: Api, admin: User) -> None:
    idle, gone = installation(), installation()
    dataset(installation=installation())
    delete(api, gone, admin)

    assert is_listed(api, "/installation/nonPublishing", idle)


def test_I08_it_lists_deleted_ones(api: Api, admin: User) -> None:
    found = installation()
    delete(api, found, admin)
    assert is_listed(api, "/installation/deleted", found)

    put(api, found, admin)
    assert is_listed(api, "/installation/deleted")


def test_I09_it_maps_a_type(api: Api) -> None:
    host = organization(title="Kelp lab", latitude=60.5, longitude=5.25)
    for kind in ("IPT_INSTALLATION", "IPT_INSTALLATION", "HTTP_INSTALLATION"):
        installation(organization=host, type=kind)
    installation()

    (feature,) = api.get("/installation/location/IPT_INSTALLATION")["features"]
    assert feature["geometry"]["coordinates"] == [5.25, 60.5]
    assert feature["properties"] == {"key": str(host.pk), "title": "Kelp lab", "count": 2}
    assert status(api("GET", "/installation/location/FOO")) == 400


def test_I10_it_suggests_live_ones(api: Api, admin: User) -> None:
    found, gone = installation(title="The toolkit"), installation(title="The former")
    delete(api, gone, admin)

    assert api.get("/installation/suggest?q=the") == [{"key": str(found.pk), "title": "The toolkit"}]


def test_I11_it_is_synchronised_by_administrators(api: Api, admin: User) -> None:
    found = installation()

    assert status(api("POST", f"{path_of(found)}/synchronize", user=admin)) == 204
    assert status(api("POST", f"{path_of(found)}/synchronize", user=editor_user(found))) == 403
