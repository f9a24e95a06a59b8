"""Closing: what is kept, what is gone, and who reads the harvest."""

import pytest
from django.urls import reverse

from intervision.models import Contribution, Harvest, Insight, Run
from praktijkkring.audit.models import AuditEntry
from sessions_app.models import Attendance, Meeting


@pytest.fixture
def closed(live):
    """A whole meeting: a question weighed, reworded, an advice, a commitment, two insights."""
    fenna, ellen, pieter, marieke = live.fenna, live.ellen, live.pieter, live.marieke
    fenna.move("next")
    pieter.write("KANARIE-vraag", step=1)
    marieke.write("KANARIE-half", step=1, state="draft")
    fenna.move("next")
    fenna.move("next")
    pieter.write("KANARIE-kern", step=3, kind="reading")
    fenna.move("reveal")
    ellen.write("Wat durf ik zelf te beslissen?", step=3)
    fenna.move("next")
    pieter.write("KANARIE-advies", step=4, kind="advice")
    fenna.move("reveal")
    ellen.write("Twee erven als proef.", step=4, kind="statement")
    pieter.write("Ik wacht te veel.", step=4, kind="insight")
    marieke.write("KANARIE-voor-mij", step=4, kind="insight", private="on")
    answer = fenna.close()
    assert answer.status_code == 200
    return live


def harvest(live, device):
    return device.browser.get(reverse("intervision:harvest", args=[live.cast.meeting.pk]))


def test_the_harvest_holds_first_and_real_question_and_the_commitment(closed):
    found = Harvest.objects.get()
    assert found.first_question == closed.cast.question.text
    assert found.real_question == "Wat durf ik zelf te beslissen?"
    assert found.commitment == "Twee erven als proef."
    closed.cast.question.refresh_from_db()
    assert closed.cast.question.real_text == "Wat durf ik zelf te beslissen?"


def test_what_must_not_be_kept_is_gone(closed):
    texts = sorted(row.text for row in Contribution.objects.all())
    assert "KANARIE-vraag" not in texts
    assert "KANARIE-half" not in texts
    assert sorted((row.text, row.keep) for row in Contribution.objects.all()) == [
        ("Ik wacht te veel.", "carry"),
        ("KANARIE-advies", "bringer"),
        ("KANARIE-kern", "group"),
        ("KANARIE-voor-mij", "author"),
        ("Twee erven als proef.", "carry"),
        ("Wat durf ik zelf te beslissen?", "carry"),
    ]


def test_the_meeting_is_done_and_the_trail_says_so_without_content(closed):
    assert Meeting.objects.get(pk=closed.cast.meeting.pk).state == "done"
    assert Run.objects.get().closed_at is not None
    assert not Attendance.objects.filter(present_from__isnull=False, present_until__isnull=True).exists()
    entries = list(AuditEntry.objects.filter(action__startswith="intervision.").values_list("action", "facts"))
    assert [action for action, _facts in entries] == ["intervision.run_closed", "intervision.run_started"]
    assert "KANARIE" not in str(entries)


def test_a_private_insight_is_read_by_its_author_alone(closed):
    assert sorted((row.text, row.shared) for row in Insight.objects.all()) == [
        ("Ik wacht te veel.", True),
        ("KANARIE-voor-mij", False),
    ]
    assert "KANARIE-voor-mij" in harvest(closed, closed.marieke).content.decode()
    for device in (closed.ellen, closed.pieter, closed.fenna):
        page = harvest(closed, device).content.decode()
        assert "KANARIE-voor-mij" not in page
        assert "Ik wacht te veel." in page


def test_an_insight_is_shared_changed_and_taken_back(closed):
    address = reverse("intervision:insight", args=[closed.cast.meeting.pk])
    closed.marieke.browser.post(address, {"text": "Ik vraag te weinig.", "shared": "on"})
    assert "Ik vraag te weinig." in harvest(closed, closed.pieter).content.decode()
    closed.marieke.browser.post(address, {"text": ""})
    assert [row.text for row in Insight.objects.all()] == ["Ik wacht te veel."]


def test_only_the_case_bringer_changes_the_commitment(closed):
    address = reverse("intervision:commitment", args=[closed.cast.meeting.pk])
    fields = {"real_question": "Wat durf ik?", "commitment": "Drie erven.", "due": "2026-12-01"}
    assert closed.pieter.browser.post(address, fields).status_code == 404
    assert closed.ellen.browser.post(address, fields).status_code == 302
    found = Harvest.objects.get()
    assert (found.commitment, found.commitment_due.isoformat()) == ("Drie erven.", "2026-12-01")


def test_a_closed_run_takes_nothing_more_and_leads_to_the_harvest(closed):
    assert closed.pieter.write("Nog iets", step=4, kind="advice")[0].status_code == 422
    assert closed.pieter.page().url == reverse("intervision:harvest", args=[closed.cast.meeting.pk])


def test_the_coordinator_and_the_superuser_read_nothing(closed, client_of):
    for user in (closed.cast.coordinator, closed.cast.superuser, closed.cast.outsider, closed.cast.other_member.user):
        browser = client_of(user)
        for name, pk in (("harvest", closed.cast.meeting.pk), ("room", closed.run.pk), ("fragment", closed.run.pk)):
            assert browser.get(reverse(f"intervision:{name}", args=[pk])).status_code == 404
