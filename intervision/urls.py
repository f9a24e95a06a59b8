from django.urls import path

from .views import acts, harvest, rehearse, room, start

app_name = "intervision"

urlpatterns = [
    path("oefenen/", rehearse.choose, name="rehearse_any"),
    path("oefenen/<slug:key>/", rehearse.rehearse, name="rehearse"),
    path("bijeenkomsten/<int:meeting_id>/ronde/", start.start, name="start"),
    path("bijeenkomsten/<int:meeting_id>/ronde/aanwezig/", start.here, name="here"),
    path("bijeenkomsten/<int:meeting_id>/ronde/<slug:key>/", start.plan, name="plan"),
    path("bijeenkomsten/<int:meeting_id>/opbrengst/", harvest.harvest, name="harvest"),
    path("bijeenkomsten/<int:meeting_id>/opbrengst/inzicht/", harvest.insight, name="insight"),
    path("bijeenkomsten/<int:meeting_id>/opbrengst/voornemen/", harvest.commitment, name="commitment"),
    path("ronde/<int:run_id>/", room.room, name="room"),
    path("ronde/<int:run_id>/deel/", room.fragment, name="fragment"),
    path("ronde/<int:run_id>/plaats/", room.seat, name="seat"),
    path("ronde/<int:run_id>/scherm/", room.wall, name="wall"),
    path("ronde/<int:run_id>/scherm/deel/", room.wall_fragment, name="wall_fragment"),
    path("ronde/<int:run_id>/inbreng/", acts.entry, name="entry"),
    path("ronde/<int:run_id>/keuze/", acts.mark, name="mark"),
    path("ronde/<int:run_id>/stap/", acts.move, name="move"),
    path("ronde/<int:run_id>/stop/", acts.stop, name="stop"),
    path("ronde/<int:run_id>/leiding/", acts.lead, name="lead"),
    path("ronde/<int:run_id>/hier/", acts.here, name="still_here"),
    path("ronde/<int:run_id>/sluiten/", acts.closing, name="close"),
]
