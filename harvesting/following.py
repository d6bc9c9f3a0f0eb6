"""What follows a run that ended: notes for people, the entry of a synchronisation, the downstream catalogue, mails.

Nothing of it can fail a run.

Called every few seconds; does each run once, however many processes call it.
"""

from harvesting import downstream, news, notifications, synchronizing


def follow_up() -> None:
    """Look after the runs that ended since the last call, and write the mails that are due."""
    for run in notifications.take_note():
        synchronizing.note_end(run)
        downstream.tell(run)
    news.write_mails()
