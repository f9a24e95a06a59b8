"""How much one process and one person may hold open. Seconds unless the name says otherwise."""

import resource

BEAT_EVERY = 15.0
BEAT_SLOTS = 150
POLL_WHEN_DOWN = 2.0
"""While the bus is away the stored versions are asked this often: screens follow within four seconds."""

WAIT_FOR_BUS = 1.0
"""A process that starts serves nobody before the bus is there, or this has passed."""

LINGER = 5.0
"""A room stays subscribed this long after its last stream: a reload does not trouble the bus."""

LONGEST_STREAM = 15 * 60.0
"""After this at most a stream ends and the browser comes back through the door."""

ABSENT_AFTER = 20.0
"""Who has had no stream for this long is away."""

ABSENT_SPREAD = 0.25
"""A room that has just opened waits up to this part of that longer before it says who is missing."""

TOGETHER = 1.0
"""Who comes or goes within this time is told in one message."""

SIGN_OF_LIFE = 30.0
PROCESS_GONE = 75.0
"""Whom a process served that was not heard for this long, is served by nobody."""

STREAMS_PER_PERSON = 20
RESERVED_FILES = 256
RETRY_AFTER = 5


def streams_per_process() -> int:
    """As many as there are file descriptors, less what the rest of the process needs."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(allowed - RESERVED_FILES, 64)
