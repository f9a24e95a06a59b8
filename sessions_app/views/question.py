"""Read questions: my own, those of the circle, one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from sessions_app import pages_question as pages
from sessions_app.access import inside_circle, question_for
from sessions_app.rights import require


@require_safe
def mine(request):
    return render(request, "sessions_app/my_questions.html", pages.mine(request.user))


@require_safe
def of_circle(request, circle_id):
    standing = inside_circle(request.user, circle_id)
    require(standing, "question.read")
    return render(request, "sessions_app/circle_questions.html", pages.of_circle(standing))


@require_safe
def question(request, question_id):
    return render(request, "sessions_app/question.html", pages.question(question_for(request.user, question_id)))
