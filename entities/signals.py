"""The signals of the registry: which entities a change touches, which takes the place of which, what hangs on one."""

from django.dispatch import Signal

entities_changed = Signal()
"""Sent inside the transaction of a change, once for each kind of entity.

Arguments: `model` (entity class), `keys` (list of UUIDs), `kind` (created, changed, deleted, restored).
"""

entities_merged = Signal()
"""Sent inside the transaction in which one entity takes the place of another, or gives it back.

Arguments: `former` and `entity` (the one whose place it was, the one that gets it), `keys` (None, or what receivers
answered to the merge that is undone). Receivers move what they keep of the former one, and answer the keys of what
they moved, by where it is noted.
"""

hanging_counted = Signal()
"""Sent when somebody asks what a merge would move.

Arguments: `entity` (the one whose place would be taken). Receivers answer pairs of how many rows of theirs would
follow `entities_merged`, and in words of what.
"""
