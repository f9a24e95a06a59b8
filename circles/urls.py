from django.urls import path

from .views import circle

app_name = "circles"

urlpatterns = [
    path("kringen/", circle.mine, name="mine"),
    path("kringen/<int:circle_id>/", circle.circle, name="circle"),
]
