from django.urls import path

from .urls_composing import urlpatterns as composing
from .urls_desk import urlpatterns as at_the_desk
from .urls_joining import urlpatterns as joining
from .urls_table import urlpatterns as at_the_table
from .views import agreement, agreement_writing, answer, circle, forming, founding, going, handover, invitations

app_name = "circles"

urlpatterns = [
    path("kringen/", circle.mine, name="mine"),
    path("kringen/nieuw/", founding.found, name="found"),
    path("kringen/<int:circle_id>/", circle.circle, name="circle"),
    path("kringen/<int:circle_id>/logboek/", circle.trail, name="trail"),
    path("kringen/<int:circle_id>/bewerken/", founding.edit, name="edit"),
    path("kringen/<int:circle_id>/beginnen/", founding.start, name="start"),
    path("kringen/<int:circle_id>/samenstellen/", forming.forming, name="forming"),
    path("kringen/<int:circle_id>/belangstelling/<uuid:interest_id>/plaats/", forming.offer, name="offer_seat"),
    path("kringen/<int:circle_id>/belangstelling/<uuid:interest_id>/afwijzen/", forming.decline, name="turn_down"),
    path("kringen/<int:circle_id>/uitnodigingen/", invitations.invitations, name="invitations"),
    path("kringen/<int:circle_id>/uitnodigingen/herinneren/", invitations.remind_all, name="remind_all"),
    path("kringen/<int:circle_id>/uitnodigingen/<int:invitation_id>/herinneren/", invitations.remind, name="remind"),
    path("kringen/<int:circle_id>/uitnodigingen/<int:invitation_id>/intrekken/", invitations.withdraw, name="withdraw"),
    path("kringen/<int:circle_id>/uitnodigingen/<int:invitation_id>/opnieuw/", invitations.again, name="invite_again"),
    path("kringen/<int:circle_id>/afspraken/", agreement.agreement, name="agreement"),
    path("kringen/<int:circle_id>/afspraken/ondertekenen/", agreement.sign, name="sign"),
    path("kringen/<int:circle_id>/afspraken/versies/", agreement.versions, name="agreement_versions"),
    path("kringen/<int:circle_id>/afspraken/versies/<int:number>/", agreement.version, name="agreement_version"),
    path("kringen/<int:circle_id>/afspraken/versies/<int:number>/mijn.pdf", agreement.mine, name="my_agreement"),
    path("kringen/<int:circle_id>/afspraken/nieuw/", agreement_writing.renew, name="renew_agreement"),
    path("kringen/<int:circle_id>/afspraken/nieuw/bewaren/", agreement_writing.save, name="save_agreement"),
    path("kringen/<int:circle_id>/afspraken/nieuw/bekijken/", agreement_writing.preview, name="preview_agreement"),
    path("kringen/<int:circle_id>/afspraken/nieuw/weggooien/", agreement_writing.discard, name="discard_agreement"),
    path("kringen/<int:circle_id>/plaatsnemen/", answer.take_seat, name="take_seat"),
    path("kringen/<int:circle_id>/vertrekken/", going.leave, name="leave"),
    path("kringen/<int:circle_id>/deelnemers/<int:membership_id>/verwijderen/", going.remove, name="remove"),
    path("kringen/<int:circle_id>/overdragen/", handover.hand_over, name="hand_over"),
    path("kringen/<int:circle_id>/overdragen/intrekken/", handover.take_back, name="take_back"),
    path("overdracht/<int:handover_id>/", handover.handover, name="handover"),
    path("overdracht/<int:handover_id>/aannemen/", handover.take_over, name="take_over"),
    path("overdracht/<int:handover_id>/afslaan/", handover.refuse, name="refuse_handover"),
    path("uitnodiging/<str:token>/", answer.invitation, name="invitation"),
    path("uitnodiging/<str:token>/verder/", answer.go_on, name="go_on"),
    path("uitnodiging/<str:token>/afslaan/", answer.decline, name="decline"),
    *joining,
    *at_the_table,
    *composing,
    *at_the_desk,
]
