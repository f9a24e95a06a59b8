from django.urls import path

from .views import costs, share

app_name = "costs"

urlpatterns = [
    path("kringen/<int:circle_id>/kosten/", costs.of_circle, name="circle"),
    path("seizoenen/<int:season_id>/kosten/", costs.season, name="season"),
    path("seizoenen/<int:season_id>/kosten/begroting/", costs.edit_plan, name="plan"),
    path("seizoenen/<int:season_id>/kosten/verdelen/", costs.divide_again, name="divide"),
    path("seizoenen/<int:season_id>/kosten/vastleggen/", costs.fix_division, name="fix"),
    path("seizoenen/<int:season_id>/kosten/nieuwe-verdeling/", costs.follow_changes, name="follow"),
    path("aandelen/<int:share_id>/", share.look, name="share"),
    path("aandelen/<int:share_id>/betaald/", share.paid, name="paid"),
    path("aandelen/<int:share_id>/niet-betaald/", share.not_paid, name="not_paid"),
]
