"""The mails about money: that a share changed, never how much."""

from django.http import Http404

from praktijkkring.outbox.kinds import Letter, mail_kind

from .access import share_page_for


@mail_kind("costs.share_changed", template="costs/mail/share_changed")
def share_changed(message):
    """Drops for whom it is no longer about, such as who was succeeded before the mail went."""
    if message.to_user is None:
        return None
    try:
        share = share_page_for(message.to_user, message.refs["share_id"]).share
    except Http404:
        return None
    season = share.budget.season
    return Letter({"share": share, "season": season, "circle": season.circle})
