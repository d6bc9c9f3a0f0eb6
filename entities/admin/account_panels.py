"""Who waits to be let in: a panel of the work queue, for administrators."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from entities.admin import markup, rights
from entities.admin.dashboard import Panel, panel, rows_and_count
from entities.models import Registration, User

_ROWS = 10


@panel(position=12)
def members_to_approve(request: HttpRequest) -> Panel | None:
    """Members whose address is confirmed and whom nobody has approved yet, the oldest first."""
    if not rights.is_administrator(request):
        return None
    waiting = User.objects.filter(email_verified=True, approved=False, is_active=True, deleted=None)
    found, count = rows_and_count(waiting.select_related("registration").order_by("created", "pk"), _ROWS)
    asked = _titles(Registration.objects.filter(user__in=found)) if found else {}
    return Panel(
        "Members to approve",
        headers=("Who", "E-mail address", "Organizations", "Waiting", ""),
        rows=[_row(user, asked.get(user.pk, "")) for user in found],
        empty="Nobody waits for an approval.",
        link=markup.list_address(User, approved__exact=0, email_verified__exact=1),
        tone="warning" if count else "",
        count=count,
        wide=True,
    )


def _titles(registrations: QuerySet[Registration]) -> dict[int, str]:
    """The titles of the organizations that each asked for, in two statements."""
    return {
        each.user_id: "; ".join(
            [*(row.title for row in each.organizations.all()), *([each.other] if each.other else [])]
        )
        for each in registrations.prefetch_related("organizations")
    }


def _row(user: User, organizations: str) -> tuple[object, ...]:
    address = markup.change_address(User, user.pk)
    return (
        markup.link(address, user.get_full_name()),
        user.email,
        organizations or markup.NOTHING,
        markup.age(user.created),
        format_html('<a class="row-button" href="{}">Decide</a>', address),
    )
