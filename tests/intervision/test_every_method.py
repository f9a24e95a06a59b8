"""Every method of the library can be carried out on screen, from the first step to the harvest."""

import pytest
from django.urls import reverse

from intervision.access import talk_for
from intervision.domain.start import start_run
from intervision.engine import State
from intervision.ledger import method_of
from intervision.methods import library
from intervision.models import Harvest, Run
from tests.intervision.device import Device

NAMES = ("facilitator", "case_bringer", "member", "marieke")


def write_what_is_asked(run, devices, people):
    """Everybody writes one card for each input of this step that is theirs."""
    method, state = method_of(run), State.from_dict(run.state)
    for entry in state.now(method).inputs:
        if entry.kind == "score":
            continue
        for name, device in devices.items():
            if state.may(method, entry.by, str(people[name].user_id)):
                device.write(f"GEHEIM-{entry.shown}-{name}", step=state.step, kind=entry.kind.value)


@pytest.mark.slow
@pytest.mark.parametrize("key", [method.key for method in library.all_methods()])
def test_a_method_runs_from_the_first_step_to_the_harvest(evening, client_of, key):
    run = start_run(by=talk_for(evening.facilitator.user, evening.meeting.pk), method=library.get(key))
    people = {name: getattr(evening, name) for name in NAMES}
    devices = {name: Device(client_of(member.user), run, member.user) for name, member in people.items()}
    leader = devices["facilitator"]
    for _turn in range(60):
        run = Run.objects.get(pk=run.pk)
        write_what_is_asked(run, devices, people)
        screens = {name: device.fragment() for name, device in devices.items()}
        wall = leader.browser.get(reverse("intervision:wall_fragment", args=[run.pk])).content.decode()
        for name, screen in {**screens, "wall": wall}.items():
            assert 'id="body"' in screen
            for other in set(NAMES) - {name}:
                assert f"GEHEIM-private-{other}" not in screen
        if 'class="is-back"' in screens["case_bringer"]:
            assert "GEHEIM-live-member" not in screens["case_bringer"]
            assert "Je kladblok" in screens["case_bringer"]
        do = next(
            word
            for word in ("reveal", "count", "next", "close")
            if f'btn-lg" name="do" value="{word}"' in screens["facilitator"] or word == "close"
        )
        if do == "close":
            break
        assert leader.move(do).status_code == 200
    assert leader.close().status_code == 200
    assert Harvest.objects.get().first_question == evening.question.text
    assert leader.page().status_code == 302
