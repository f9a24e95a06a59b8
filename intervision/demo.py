"""What the demo's circle kept of its first meetings."""

import datetime
import tomllib
from pathlib import Path

from .models import Harvest, Insight


def load(demo) -> None:
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    for told in words["harvests"]:
        meeting = demo.meetings[told["meeting"] - 1]
        Harvest.objects.create(
            circle=demo.circle,
            meeting=meeting,
            first_question=meeting.question.text,
            real_question=meeting.question.real_text,
            commitment=told["commitment"],
            commitment_due=demo.today + datetime.timedelta(days=told["due"]),
            looked_back=told["looked_back"],
            agreements=told["agreements"],
            created_at=meeting.ends_at,
        )
        for author, text in told["insights"].items():
            Insight.objects.create(
                circle=demo.circle,
                meeting=meeting,
                author=demo.members[author],
                text=text,
                shared=True,
                created_at=meeting.ends_at,
            )
