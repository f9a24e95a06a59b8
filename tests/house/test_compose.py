"""docker-compose.yml says what it should; a container engine is not needed to see that."""

import json
import re

import jsonschema
import pytest
import yaml

from tests.house.environment import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {"web", "live", "worker", "beat", "migrate"}
ONCE = {"migrate"}


def test_the_file_has_the_form_of_a_compose_file():
    schema = json.loads((ROOT / "tests/house/compose.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(COMPOSE, schema)


def test_the_form_is_really_looked_at():
    schema = json.loads((ROOT / "tests/house/compose.schema.json").read_text())
    wrong = COMPOSE | {"services": SERVICES | {"web": SERVICES["web"] | {"user": "root"}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


def test_all_parts_are_there():
    assert set(SERVICES) == OURS | {"proxy", "postgres", "redis"}


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if service["networks"] == ["inside"]} == {"postgres", "redis"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONCE))
def test_a_part_that_stays_is_watched_and_comes_back(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_the_migration_runs_once_and_the_others_wait_for_it():
    assert SERVICES["migrate"]["restart"] == "no"
    for name in OURS - ONCE:
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_is_named_exists():
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"]), name
        named = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert named <= set(COMPOSE["volumes"]), name


def test_every_secret_comes_from_a_file():
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            if re.search(r"SECRET|KEY|PASSWORD|DATABASE_URL|EMAIL_URL", variable):
                assert variable.endswith("_FILE"), f"{name}: {variable}"
                assert value.removeprefix("/run/secrets/") in service["secrets"]


def test_our_own_containers_may_do_nothing_they_need_not():
    for name in OURS:
        service = SERVICES[name]
        assert (service["user"], service["read_only"], service["cap_drop"]) == ("10001", True, ["ALL"]), name
        assert "no-new-privileges:true" in service["security_opt"], name


def test_the_image_does_not_run_as_root():
    text = (ROOT / "Dockerfile").read_text()
    for target in ("app", "proxy"):
        assert "\nUSER 10001" in text.split(f" AS {target}\n")[1].split("\nFROM ")[0]


def test_the_proxy_knows_the_parts_it_speaks_to():
    text = (ROOT / "deploy/Caddyfile").read_text()
    assert set(re.findall(r"reverse_proxy (\w+):8000", text)) == {"web", "live"}
