from django.urls import path

app_name = "intervision"

urlpatterns: list = []
