"""Addresses of what people do before they sit at a table, and of who they are."""

from django.urls import path

from .views import call, interest, people, proposals

urlpatterns = [
    path("themas/", call.open_themes, name="open"),
    path("themas/voorstellen/", proposals.propose, name="propose"),
    path("themas/voorgesteld/", proposals.listed, name="proposals"),
    path("themas/voorgesteld/<int:circle_id>/", proposals.proposal, name="proposal"),
    path("themas/voorgesteld/<int:circle_id>/ook/", proposals.support, name="support"),
    path("themas/voorgesteld/<int:circle_id>/niet-meer/", proposals.no_longer, name="no_longer_support"),
    path("themas/voorgesteld/<int:circle_id>/wijzigen/", proposals.change, name="change_proposal"),
    path("themas/voorgesteld/<int:circle_id>/intrekken/", proposals.withdraw, name="withdraw_proposal"),
    path("themas/voorgesteld/<int:circle_id>/oppakken/", proposals.adopt, name="adopt"),
    path("themas/<int:circle_id>/", call.call, name="call"),
    path("themas/<int:circle_id>-<slug:slug>/", call.theme, name="theme"),
    path("themas/<int:circle_id>/kaart.png", call.picture, name="call_card"),
    path("themas/<int:circle_id>/belangstelling/", interest.interest, name="interest"),
    path("themas/<int:circle_id>/belangstelling/nakijken/", interest.review, name="interest_review"),
    path("themas/<int:circle_id>/belangstelling/wijzigen/", interest.change, name="interest_change"),
    path("themas/<int:circle_id>/belangstelling/weggooien/", interest.discard, name="interest_discard"),
    path("themas/<int:circle_id>/belangstelling/intrekken/", interest.withdraw, name="withdraw_interest"),
    path("themas/<int:circle_id>/belangstelling/<slug:step>/", interest.step, name="interest_step"),
    path("themas/<int:circle_id>/belangstelling/<slug:step>/bewaren/", interest.save, name="interest_save"),
    path("mijn-belangstelling/", interest.mine, name="my_interests"),
    path("account/profiel/", people.profile, name="profile"),
    path("kringen/<int:circle_id>/deelnemers/<int:membership_id>/", people.person, name="person"),
    path("organisaties/", people.organisations, name="organisations"),
    path("organisaties/namen/", people.organisation_names, name="organisation_names"),
    path("organisaties/<int:organisation_id>/", people.organisation, name="organisation"),
    path("organisaties/<int:organisation_id>/samenvoegen/", people.merge, name="merge_organisation"),
    path("sitemap.xml", call.sitemap, name="sitemap"),
    path("robots.txt", call.robots, name="robots"),
]
