from django.urls import path

from . import views

app_name = "outbox"

urlpatterns = [
    path("post/", views.post, name="post"),
    path("post/<slug:letter_id>/", views.letter, name="letter"),
    path("post/<slug:letter_id>/mail/", views.letter_as_sent, name="letter_as_sent"),
]
