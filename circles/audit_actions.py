"""What the trail of a circle says about who sits at the table."""

from django.utils.translation import gettext_lazy as _

from praktijkkring.audit import actions

actions.register(
    {
        "circles.founded": _("%(by)s founded the circle."),
        "circles.described": _("%(by)s changed the description of the circle."),
        "circles.invited": _("%(by)s invited %(email)s."),
        "circles.reminded": _("%(by)s reminded %(email)s of the invitation."),
        "circles.withdrawn": _("%(by)s withdrew the invitation to %(email)s."),
        "circles.expired": _("The invitation to %(email)s expired."),
        "circles.accepted": _("%(by)s signed version %(version)s of the agreement and took seat %(seat)s."),
        "circles.declined": _("%(email)s declined the invitation."),
        "circles.left": _("%(by)s left the circle; seat %(seat)s is free."),
        "circles.removed": _("%(by)s took %(who)s out of the circle."),
        "circles.started": _("%(by)s started the circle with %(members)s members."),
        "circles.agreement_renewed": _("%(by)s made version %(version)s of the agreement."),
        "circles.reminded_to_sign": _("%(by)s reminded who did not sign version %(version)s of the agreement."),
        "circles.signed": _("%(by)s signed version %(version)s of the agreement."),
        "circles.handover_asked": _("%(by)s asked %(email)s to take over the coordination."),
        "circles.handover_declined": _("%(by)s does not take over the coordination."),
        "circles.handover_withdrawn": _("%(by)s no longer asks somebody to take over the coordination."),
        "circles.handed_over": _("%(by)s handed the coordination over to %(to)s."),
        "circles.role_asked": _("%(by)s asked %(email)s for a role in the circle."),
        "circles.role_declined": _("%(by)s does not want the role that was asked."),
        "circles.role_withdrawn": _("%(by)s no longer asks somebody for a role."),
        "circles.runs_too": _("%(by)s coordinates the circle too from now on."),
        "circles.keeps_money": _("%(by)s is treasurer from now on."),
        "circles.can_lead": _("%(by)s can be chosen to lead meetings from now on."),
        "circles.stepped_down": _("%(by)s no longer coordinates the circle."),
        "circles.money_ended": _("%(who)s is no longer treasurer (%(by)s)."),
        "circles.lead_ended": _("%(who)s can no longer be chosen to lead meetings (%(by)s)."),
        "circles.coordinator_reads": _(
            "%(who)s coordinates and also leads, and so can read along. The members were told."
        ),
        "circles.paused": _("%(who)s pauses from %(first)s until %(last)s (%(by)s)."),
        "circles.pause_ended": _("%(who)s takes part again (%(by)s)."),
        "circles.replaced": _("%(by)s took over seat %(seat)s from %(who)s."),
        "circles.interest": _("%(by)s asked to join."),
        "circles.interest_withdrawn": _("%(by)s no longer asks to join."),
        "circles.offered": _("%(email)s was offered a seat from the waiting list."),
        "circles.waits": _("%(by)s put %(who)s on the waiting list."),
        "circles.waits_no_more": _("%(by)s took %(who)s off the waiting list."),
        "circles.gave_up_waiting": _("%(who)s no longer waits for a seat."),
        "circles.offers_go_by_themselves": _(
            "%(by)s lets free seats be offered automatically: %(days)s days to answer, up to %(size)s seats."
        ),
        "circles.offers_by_hand": _("%(by)s offers free seats by hand."),
        "circles.line_marked": _("%(by)s noted who works in one line of management."),
        "circles.registers": _("%(by)s chose for which registers the meetings have to count."),
        "circles.second_proposed": _("%(by)s proposed a second circle, %(name)s, to %(people)s people who wait."),
        "circles.moved_away": _("%(by)s waits for %(name)s from now on."),
        "circles.moved_here": _("%(by)s comes from the waiting list of %(name)s."),
        "circles.stays_waiting": _("%(by)s keeps waiting for a seat in this circle."),
        "circles.list_read_in": _("%(by)s read in a list: %(invited)s invited, %(waiting)s on the waiting list."),
        "circles.list_taken_out": _("%(by)s downloaded the list of members and applicants."),
        "circles.interest_declined": _("%(by)s told %(who)s that there is no seat in this circle."),
        "circles.proposed": _("%(by)s proposed the theme."),
        "circles.proposal_changed": _("%(by)s put the proposed theme in other words."),
        "circles.proposal_withdrawn": _("%(by)s withdrew the proposed theme."),
        "circles.adopted": _("%(by)s took the theme up and coordinates the circle."),
        "circles.interest_changed": _("%(by)s changed what they told to join."),
        "circles.moved": _("%(by)s has another area or organisation now."),
        "circles.organisation_described": _("%(by)s changed the invoice data of %(name)s."),
        "circles.organisations_merged": _("%(by)s made %(old)s and %(name)s one organisation."),
    }
)
