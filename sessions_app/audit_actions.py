"""What the trail says about seasons, meetings and questions. Never what somebody wrote."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.audit.actions import register

register(
    {
        "sessions_app.season_planned": _("%(by)s planned season %(season)s with %(count)s meetings."),
        "sessions_app.plan_changed": _("%(by)s changed the plan of season %(season)s to %(count)s meetings."),
        "sessions_app.poll_opened": _(
            "%(by)s asked who can when for season %(season)s: %(count)s dates, answer until %(until)s."
        ),
        "sessions_app.poll_changed": _(
            "%(by)s changed the dates to choose from for season %(season)s: %(count)s dates, answer until %(until)s."
        ),
        "sessions_app.poll_extended": _(
            "%(by)s gave more time to say who can when for season %(season)s: until %(until)s."
        ),
        "sessions_app.poll_reminded": _(
            "%(by)s reminded %(count)s people to say when they can, for season %(season)s."
        ),
        "sessions_app.poll_stopped": _("%(by)s stopped asking who can when in season %(season)s."),
        "sessions_app.poll_picked": _("%(by)s picked %(count)s dates for season %(season)s."),
        "sessions_app.season_started": _("%(by)s started season %(season)s."),
        "sessions_app.season_closed": _("%(by)s closed season %(season)s."),
        "sessions_app.asked_who_stays": _("%(by)s asked after season %(season)s who stays."),
        "sessions_app.meeting_added": _("%(by)s added meeting %(number)s on %(date)s."),
        "sessions_app.meeting_moved": _("%(by)s changed meeting %(number)s; it is now on %(date)s."),
        "sessions_app.meeting_cancelled": _("%(by)s cancelled meeting %(number)s of %(date)s."),
        "sessions_app.meeting_confirmed": _("%(by)s confirmed meeting %(number)s."),
        "sessions_app.meeting_held": _("%(by)s noted that meeting %(number)s was held."),
        "sessions_app.facilitator_named": _("%(by)s asked %(person)s to lead meeting %(number)s."),
        "sessions_app.deputy_named": _("%(by)s asked %(person)s to be the deputy of meeting %(number)s."),
        "sessions_app.facilitator_gone": _("%(by)s took away who leads meeting %(number)s."),
        "sessions_app.case_bringer_named": _("%(by)s asked %(person)s to bring in at meeting %(number)s."),
        "sessions_app.case_bringer_gone": _("%(by)s took away who brings in at meeting %(number)s."),
        "sessions_app.guest_asked": _("%(by)s asked %(guest)s as a guest at meeting %(number)s."),
        "sessions_app.guest_signed": _(
            "%(by)s promised to keep secret what is said, as a guest at meeting %(number)s."
        ),
        "sessions_app.guest_declined": _("%(guest)s does not come as a guest to meeting %(number)s."),
        "sessions_app.guest_withdrawn": _("%(by)s no longer asks %(guest)s as a guest at meeting %(number)s."),
        "sessions_app.question_chosen": _("%(by)s chose the question of meeting %(number)s."),
        "sessions_app.attendance_recorded": _("%(by)s ticked %(count)s people as present at meeting %(number)s."),
        "sessions_app.asked_who_comes": _("%(by)s reminded who did not answer about meeting %(number)s."),
        "sessions_app.asked_for_the_case": _("%(by)s reminded %(who)s to choose a question."),
        "sessions_app.question_shared": _("%(by)s shared a question with the circle."),
        "sessions_app.question_unshared": _("%(by)s took a question back."),
    }
)
