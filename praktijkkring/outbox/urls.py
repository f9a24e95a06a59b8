from django.urls import path

from . import views, views_samples

app_name = "outbox"

urlpatterns = [
    path("post/", views.post, name="post"),
    path("post/voorbeelden/", views_samples.samples, name="samples"),
    path("post/voorbeelden/<str:kind>/<str:language>/", views_samples.sample, name="sample"),
    path("post/voorbeelden/<str:kind>/<str:language>/mail/", views_samples.sample_as_sent, name="sample_as_sent"),
    path("post/<slug:letter_id>/", views.letter, name="letter"),
    path("post/<slug:letter_id>/mail/", views.letter_as_sent, name="letter_as_sent"),
]
