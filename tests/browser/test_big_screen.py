"""The big screen, read from across the room: nobody stands beside it to scroll."""

import pytest
from playwright.sync_api import expect

from intervision.engine import Role, Text
from intervision.methods import library

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = [(1024, 768), (1280, 720), (1366, 768), (1600, 900), (1920, 1080)]
NAME = "Marieke"  # somebody with a name of this length speaks and is next

TOO_TALL = """texts => {
  const page = document.documentElement;
  const [title, words, clock] = [".rm-wall h1", ".rm-wall .lead", ".rm-wall .pk-clock"].map((one) => document.querySelector(one));
  document.getElementById("room").className = "s20";
  const found = [];
  for (const [name, task, long] of texts) {
    title.textContent = name;
    words.innerHTML = "<strong></strong> <span></span><br>";
    words.firstChild.textContent = "Marieke spreekt.";
    words.children[1].textContent = "Dan Marieke.";
    words.append(task);
    clock.textContent = long ? "-00:00" : "0:00";
    clock.classList.toggle("long", long);
    if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) found.push([name, page.scrollHeight - innerHeight]);
  }
  return found;
}"""


def everything_it_may_say():
    for method in library.all_methods():
        for step in (one for each in method.steps for one in (each, *each.modules)):
            for language in ("nl", "en"):
                title, task = (
                    text.say(language, bringer=NAME) for text in (step.title, step.task.get(Role.MEMBER, Text()))
                )
                yield [title, task or title, (step.minutes or 0) >= 10]


def test_the_big_screen_never_scrolls_whatever_the_step_says(cast, person, open_room):
    run = open_room("rondes")
    page = person(cast.facilitator.user, viewport={"width": 1280, "height": 720})
    page.goto(f"/ronde/{run.pk}/scherm/")
    expect(page.locator(".rm-wall .pk-clock")).to_be_visible()
    texts = list(everything_it_may_say())
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found[width] = page.evaluate(TOO_TALL, texts)
    assert found == {width: [] for width, _height in SIZES}
