# Two images: "app" (web, live, worker, beat, migrate) and "proxy". See docker-compose.yml and docs/operations.md.

FROM python:3.11-slim-bookworm AS packages
COPY requirements.lock /
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.lock

FROM python:3.11-slim-bookworm AS app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin praktijkkring
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
RUN python deploy/build.py && mkdir /state && chown 10001 /state
USER 10001
EXPOSE 8000

FROM caddy:2 AS proxy
COPY deploy/Caddyfile /etc/caddy/Caddyfile
RUN chown -R 10001 /data /config
USER 10001
