"""The engine of DATABASES: Django's own for PostgreSQL, with less to wait for."""
