from tests.intervision.conftest import client_of, evening, live

__all__ = ["client_of", "evening", "live"]
