"""What the clock does for circles."""

from celery import shared_task

from .domain import erase_content, offer, people_list, pursue


@shared_task
def expire_invitations():
    pursue.expire_all()


@shared_task
def offer_free_seats():
    offer.offer_free_seats()


@shared_task
def offer_seats_of(circle_id):
    """One circle, right after a chair came free there."""
    offer.move_on(circle_id=circle_id)


@shared_task
def forget_lists():
    people_list.forget_old()


@shared_task
def tell_of_erasing():
    erase_content.tell_all()


@shared_task
def erase_closed_circles():
    erase_content.erase_all()


SCHEDULE = {
    "circles: members hear that content will be erased": {"task": "circles.tasks.tell_of_erasing", "schedule": 3600},
    "circles: content of closed circles is erased": {"task": "circles.tasks.erase_closed_circles", "schedule": 3600},
    "circles: invitations expire": {"task": "circles.tasks.expire_invitations", "schedule": 600},
    "circles: free seats go to who waits": {"task": "circles.tasks.offer_free_seats", "schedule": 120},
    "circles: lists of people are forgotten": {"task": "circles.tasks.forget_lists", "schedule": 900},
}
