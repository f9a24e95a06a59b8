"""Asks Redis whether it is there, within half a second."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def redis_answers(url: str) -> bool:
    client = redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5, retry=Retry(NoBackoff(), 0))
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
