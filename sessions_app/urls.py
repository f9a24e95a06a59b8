from django.urls import path

from .views import agenda, answer, case, meeting, question, season, write

app_name = "sessions_app"

urlpatterns = [
    path("kringen/<int:circle_id>/seizoen/", season.of_circle, name="season_of_circle"),
    path("kringen/<int:circle_id>/seizoen/nieuw/", season.new, name="season_new"),
    path("seizoenen/<int:season_id>/", season.season, name="season"),
    path("seizoenen/<int:season_id>/plannen/", season.plan, name="season_plan"),
    path("seizoenen/<int:season_id>/starten/", season.start, name="season_start"),
    path("seizoenen/<int:season_id>/sluiten/", season.close, name="season_close"),
    path("seizoenen/<int:season_id>/bijeenkomst/", meeting.add, name="meeting_add"),
    path("bijeenkomsten/<int:meeting_id>/", meeting.meeting, name="meeting"),
    path("bijeenkomsten/<int:meeting_id>/verplaatsen/", meeting.move, name="meeting_move"),
    path("bijeenkomsten/<int:meeting_id>/afzeggen/", meeting.cancel, name="meeting_cancel"),
    path("bijeenkomsten/<int:meeting_id>/leiding/", meeting.leaders, name="meeting_leaders"),
    path("bijeenkomsten/<int:meeting_id>/casusinbrenger/", case.assign, name="meeting_case_bringer"),
    path("bijeenkomsten/<int:meeting_id>/vraag/", case.choose, name="meeting_question"),
    path("bijeenkomsten/<int:meeting_id>/bevestigen/", case.confirm, name="meeting_confirm"),
    path("bijeenkomsten/<int:meeting_id>/geweest/", case.hold, name="meeting_held"),
    path("bijeenkomsten/<int:meeting_id>/antwoord/", answer.answer, name="meeting_answer"),
    path("bijeenkomsten/<int:meeting_id>/aanwezig/", answer.attendance, name="meeting_attendance"),
    path("antwoord/<str:token>/", answer.by_link, name="answer_by_link"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/abonnement/", agenda.open_feed, name="feed_open"),
    path("agenda/abonnement/stoppen/", agenda.revoke_feed, name="feed_revoke"),
    path("agenda/<str:token>.ics", agenda.feed, name="feed"),
    path("vragen/", question.mine, name="my_questions"),
    path("kringen/<int:circle_id>/vragen/", question.of_circle, name="circle_questions"),
    path("kringen/<int:circle_id>/vragen/nieuw/", write.begin, name="question_new"),
    path("vragen/<uuid:question_id>/", question.question, name="question"),
    path("vragen/<uuid:question_id>/schrijven/", write.write, name="question_write"),
    path("vragen/<uuid:question_id>/bewaren/", write.save, name="question_save"),
    path("vragen/<uuid:question_id>/delen/", write.share, name="question_share"),
    path("vragen/<uuid:question_id>/terugnemen/", write.unshare, name="question_unshare"),
    path("vragen/<uuid:question_id>/weggooien/", write.discard, name="question_discard"),
    path("vragen/<uuid:question_id>/wat-ik-deed/", write.outcome, name="question_outcome"),
]
