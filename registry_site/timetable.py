"""When beat sends which task. Tasks only look what is due, so one that is late or missed does no harm."""

from typing import Any

from celery.schedules import crontab, schedule


def _every(seconds: int, task: str, *, expires: int | None = None) -> dict[str, Any]:
    """A tick that nobody needs any more once the next one is due."""
    return {"task": task, "schedule": schedule(seconds), "options": {"expires": expires or seconds}}


TICKS: dict[str, dict[str, Any]] = {
    "harvest-tick": _every(30, "harvesting.tasks.tick"),
    "harvest-reap": _every(20, "harvesting.tasks.reap"),
    "harvest-follow": _every(20, "harvesting.tasks.follow_up"),
    "harvest-forget": _every(6 * 3600, "harvesting.tasks.forget", expires=3600),
    "crawl": _every(15, "harvesting.tasks.crawl"),
    "crawl-schedule": _every(60, "harvesting.tasks.schedule_crawls"),
    "mail": _every(10, "entities.tasks.deliver_mail"),
    "citations": _every(5, "entities.tasks.rewrite_citations"),
    "lists": _every(30, "entities.tasks.keep_lists"),
    "forget": _every(900, "entities.tasks.forget"),
    "search-repair": {
        "task": "search.tasks.repair",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
}
