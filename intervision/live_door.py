"""Who may follow a run, and as what."""

from praktijkkring.live.doors import Admission, register

from .access import run_to_act_in
from .beforehand import work_out
from .domain.lead import note_away, note_back
from .ledger import method_of, person
from .models import Run
from .room.broadcast import topic, topic_of


def admit(user, run_id: int) -> Admission:
    """The role of this person in this run, and the version as it is stored. Http404 for who may not follow."""
    standing = run_to_act_in(user, run_id)
    mine = topic_of(method_of(standing.run), standing.state, person(user), user.language)
    if standing.leads and standing.run.away_at and note_back(run_id, user.pk):
        standing.run.refresh_from_db(fields=["version"])
    leader = int(standing.state.leader or 0)
    return Admission(mine, standing.run.version, present=standing.seated, awaits=leader)


def versions(run_ids) -> dict[int, int]:
    return dict(Run.objects.filter(pk__in=run_ids).values_list("pk", "version"))


def admit_wall(user, run_id: int) -> Admission:
    """The big screen follows the same run; it never gets what only a person may see."""
    return Admission(topic("screen", user.language), run_to_act_in(user, run_id).run.version)


register("run", admit, versions, gone=note_away, beforehand=work_out)
register("wall", admit_wall, versions)
