"""By what people look for a circle: fields of policy, regions and forms. Short lists that are kept here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Field(models.TextChoices):
    """Fields of policy. Kept short: whoever looks must see them all at once."""

    SPACE = "ruimte", _("Space and living")
    NATURE = "landelijk", _("Countryside, nature and farming")
    CLIMATE = "klimaat", _("Climate and energy")
    WATER = "water", _("Water and soil")
    MOBILITY = "mobiliteit", _("Mobility")
    ECONOMY = "economie", _("Economy and work")
    SOCIAL = "sociaal", _("Care and support")
    YOUTH = "jeugd", _("Youth and education")
    SAFETY = "veiligheid", _("Safety and order")
    DEMOCRACY = "democratie", _("Democracy and participation")
    CULTURE = "cultuur", _("Culture, sport and heritage")
    ORGANISATION = "organisatie", _("Organisation and finance")
    OTHER = "anders", pgettext_lazy("field of policy", "Something else")


class Region(models.TextChoices):
    """Where the people come from; the codes are those of Statistics Netherlands."""

    COUNTRY = "", _("The whole country")
    GRONINGEN = "PV20", "Groningen"
    FRYSLAN = "PV21", "Fryslân"
    DRENTHE = "PV22", "Drenthe"
    OVERIJSSEL = "PV23", "Overijssel"
    FLEVOLAND = "PV24", "Flevoland"
    GELDERLAND = "PV25", "Gelderland"
    UTRECHT = "PV26", "Utrecht"
    NOORD_HOLLAND = "PV27", "Noord-Holland"
    ZUID_HOLLAND = "PV28", "Zuid-Holland"
    ZEELAND = "PV29", "Zeeland"
    NOORD_BRABANT = "PV30", "Noord-Brabant"
    LIMBURG = "PV31", "Limburg"


class Form(models.TextChoices):
    """How the circle meets."""

    IN_PERSON = "samen", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybride", _("some of each")
