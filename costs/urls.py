from django.urls import path

app_name = "costs"

urlpatterns: list = []
