"""What the pages of circles and meetings show of the conversation."""

from django.urls import reverse

from intervision.models import Harvest, Insight


def page(browser, name, pk):
    return browser.get(reverse(name, args=[pk])).content.decode()


def test_the_meeting_page_leads_to_the_room(live, client_of):
    meeting = live.cast.meeting
    assert live.pieter.url("room") in page(live.pieter.browser, "sessions_app:meeting", meeting.pk)
    assert live.pieter.url("room") not in page(client_of(live.cast.coordinator), "sessions_app:meeting", meeting.pk)


def test_before_it_begins_who_leads_can_open_it_and_the_others_wait(evening, client_of):
    address = reverse("intervision:start", args=[evening.meeting.pk])
    assert "Open de ronde" in page(client_of(evening.facilitator.user), "sessions_app:meeting", evening.meeting.pk)
    assert address in page(client_of(evening.member.user), "sessions_app:meeting", evening.meeting.pk)
    assert "2 deelnemers" not in client_of(evening.member.user).get(address).content.decode()
    assert "4 deelnemers zijn er." in client_of(evening.member.user).get(address).content.decode()


def test_the_circle_page_shows_the_latest_harvest_to_its_readers_alone(cast, client_of):
    Harvest.objects.create(
        circle=cast.circle, meeting=cast.meeting, first_question="KANARIE-eerste", real_question="KANARIE-echte"
    )
    Insight.objects.create(
        circle=cast.circle, meeting=cast.meeting, author=cast.member, text="KANARIE-deel", shared=True
    )
    Insight.objects.create(circle=cast.circle, meeting=cast.meeting, author=cast.facilitator, text="KANARIE-eigen")
    shown = page(client_of(cast.member.user), "circles:circle", cast.circle.pk)
    for words in ("KANARIE-eerste", "KANARIE-echte", "KANARIE-deel"):
        assert words in shown
    assert "KANARIE-eigen" not in shown
    assert "KANARIE" not in page(client_of(cast.coordinator), "circles:circle", cast.circle.pk)


def test_on_the_day_itself_opening_the_room_is_the_one_green_button(evening, client_of):
    for person in (evening.facilitator, evening.case_bringer, evening.member):
        html = page(client_of(person.user), "sessions_app:meeting", evening.meeting.pk)
        assert html.count("btn-primary") == (1 if person is evening.facilitator else 0), person
