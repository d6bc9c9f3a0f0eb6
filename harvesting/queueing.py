"""Tells the broker that work waits in the database.

The rows are the queue: a message only wakes a worker, may come twice or not at all, and is sent again by the reaper.
Hence a broker that is down never fails the change that wanted to send.
"""

import functools
import logging
from typing import Any

from amqp.exceptions import ChannelError
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

QUEUE = "harvest"
DISCOVER, WORK, FINISH = "harvesting.tasks.discover", "harvesting.tasks.process_batches", "harvesting.tasks.finish"
_ONE_TRY = {"max_retries": 0, "interval_start": 0, "connect_retries_timeout": 0.1}
_BROKER_FAULTS = (OperationalError, RedisError, OSError)


def send_on_commit(task: str, *arguments: Any, times: int = 1) -> None:
    """Queue the task, so many times, once the transaction holds; arguments are texts or numbers, never rows."""
    transaction.on_commit(functools.partial(send, task, *arguments, times=times))


def send(task: str, *arguments: Any, times: int = 1) -> bool:
    """Queue the task now, so many times; False where the broker does not answer."""
    texts = [str(argument) for argument in arguments]
    try:
        with _connection() as connection, current_app.amqp.Producer(connection) as producer:
            for _ in range(times):
                current_app.send_task(task, args=texts, queue=QUEUE, producer=producer)
    except _BROKER_FAULTS as error:
        logger.warning("The broker did not take %s: %s. The reaper will send it again.", task, error)
        return False
    return True


def backlog() -> int | None:
    """How many messages wait for a harvest worker; None where the broker does not answer."""
    try:
        with _connection() as connection, connection.channel() as channel:
            return int(channel.queue_declare(QUEUE, passive=True).message_count)
    except ChannelError:
        return 0  # nobody sent or received anything yet, or the broker came back empty
    except _BROKER_FAULTS as error:
        logger.warning("The broker does not answer: %s.", error)
        return None


def _connection() -> Any:
    """A connection that gives up at the first failure: somebody may be waiting for an answer of the web."""
    return current_app.connection_for_write(transport_options=_ONE_TRY)
