"""Each role has its own screen, drawn by the server."""

from intervision.models import Run


def test_each_role_sees_its_own_task(live):
    assert "Vertel je vraag en wat er speelt" in live.ellen.page().content.decode()
    assert "Luister naar Ellen" in live.pieter.page().content.decode()
    screen = live.fenna.page().content.decode()
    assert "Ellen, vertel ons je vraag." in screen
    assert 'value="next"' in screen


def test_only_who_leads_has_the_controls(live):
    for device in (live.ellen, live.pieter):
        assert 'value="next"' not in device.page().content.decode()
        assert device.move("next").status_code == 404
    assert Run.objects.get(pk=live.run.pk).state.get("step", 0) == 0


def test_next_moves_everybody_one_step(live):
    assert live.fenna.move("next").status_code == 200
    assert "Schrijf een vraag die Ellen verder helpt" in live.pieter.fragment()
    assert "Jij zegt nu niets" in live.ellen.fragment()
