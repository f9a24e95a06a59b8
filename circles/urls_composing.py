"""Addresses of composing a circle: the table, the waiting list, lists of people."""

from django.urls import path

from .views import composing, people_list, waiting

TABLE = "kringen/<int:circle_id>/samenstellen/"
PERSON = "kringen/<int:circle_id>/belangstelling/<uuid:interest_id>/"
WAITING = "kringen/<int:circle_id>/wachtlijst/"
LISTS = "kringen/<int:circle_id>/lijst/"

urlpatterns = [
    path(f"{TABLE}uitnodigen/", composing.invite_pencilled, name="invite_pencilled"),
    path(f"{TABLE}vergelijken/", composing.compare, name="compare"),
    path(f"{TABLE}vergelijken/<uuid:first_id>/<uuid:second_id>/", composing.compare_two, name="compare_two"),
    path(f"{TABLE}lijn/", composing.line, name="line"),
    path(f"{TABLE}registers/", composing.registers, name="registers"),
    path(f"{PERSON}stoel/", composing.pencil_in, name="pencil_in"),
    path(f"{PERSON}van-tafel/", composing.rub_out, name="rub_out"),
    path(f"{PERSON}notities/", composing.notes, name="notes"),
    path(f"{PERSON}notities/<uuid:note_id>/weg/", composing.forget_note, name="forget_note"),
    path(f"{PERSON}wachten/", waiting.put_on_list, name="put_on_list"),
    path(WAITING, waiting.arrange, name="arrange_waiting"),
    path(f"{WAITING}aanbieden/", waiting.offer_next, name="offer_next"),
    path(f"{WAITING}tweede-kring/", waiting.second, name="second_circle"),
    path(f"{WAITING}<int:place_id>/eraf/", waiting.take_off_list, name="take_off_list"),
    path(f"{WAITING}<int:place_id>/voor/<int:before_id>/", waiting.move_up, name="move_up"),
    path("wachtlijst/<str:token>/", waiting.place, name="waiting_place"),
    path("wachtlijst/<str:token>/niet-meer/", waiting.give_up, name="give_up_waiting"),
    path("tweede-kring/<int:move_id>/", waiting.move, name="move"),
    path(LISTS, people_list.choose, name="list_choose"),
    path(f"{LISTS}download/", people_list.out, name="list_out"),
    path(f"{LISTS}<uuid:list_id>/", people_list.look, name="people_list"),
    path(f"{LISTS}<uuid:list_id>/kolommen/", people_list.match, name="list_match"),
    path(f"{LISTS}<uuid:list_id>/weg/", people_list.forget, name="list_forget"),
]
