"""The demonstration's association: poles and services, invented and neutral names."""

import datetime as dt
from dataclasses import dataclass

from participation.foundation.act import Act
from participation.organisations.models import Service
from participation.organisations.operations import (
    ServiceSheet,
    create_pole,
    create_service,
    create_site,
    found_organisation,
)
from participation.organisations.rules import ServiceKind as K

SLUG, NAME = "rive", "Association La Rive"


@dataclass(frozen=True, slots=True)
class Plan:
    """A service to found; `rate` is the share of its residents who answer a survey."""

    slug: str
    name: str
    kind: K
    pole: str
    places: int
    rate: float = 0.6
    is_protected: bool = False


PLANS = (
    Plan("tilleul", "Maison Tilleul", K.CHRS, "Habiter", 45, 0.72),
    Plan("amandier", "Équipe Amandier", K.CHRS_DIFFUS, "Habiter", 25, 0.55),
    Plan("noisetier", "Maison Noisetier", K.PENSION_DE_FAMILLE, "Habiter", 22, 0.7),
    Plan("cedre", "Maison Cèdre", K.WOMEN_SHELTER, "Habiter", 30, 0.6, is_protected=True),
    Plan("erable", "Maison Érable", K.ACT, "Prendre soin", 5, 0.9),
    Plan("bouleau", "Équipe Bouleau", K.ACT_HLM, "Prendre soin", 15, 0.5),
    Plan("chene", "Maison Chêne", K.LAM, "Prendre soin", 20, 0.65),
    Plan("saule", "Maison Saule", K.LHSS, "Prendre soin", 12, 0.6),
    Plan("olivier", "Résidence Olivier", K.EHPAD, "Vivre chez soi", 80, 0.62),
    Plan("figuier", "Équipe Figuier", K.HOME_SERVICE, "Vivre chez soi", 60, 0.5),
    Plan("platane", "Lieu Platane", K.DAY_CENTRE, "Vivre chez soi", 62, 0.45),
    Plan("charme", "Atelier Charme", K.ACI, "Vivre chez soi", 28, 0.75),
)
OPENED = dt.date(2018, 1, 1)


def found(act: Act) -> dict[str, Service]:
    """Found the association with its poles, services and sites; give the services by slug."""
    found_organisation(act, slug=SLUG, name=NAME)
    poles = {plan.pole: None for plan in PLANS}
    keys = {name: create_pole(act, name=name).id for name in poles}
    services: dict[str, Service] = {}
    for plan in PLANS:
        sheet = ServiceSheet(
            slug=plan.slug,
            public_name=plan.name,
            kind=plan.kind,
            opened_on=OPENED,
            pole_id=keys[plan.pole],
            places=plan.places,
            is_protected=plan.is_protected,
        )
        service = create_service(act, sheet)
        address = "" if plan.is_protected else f"{len(services) + 3} allée des Jardins"
        create_site(act, service, name=plan.name, address=address)
        services[plan.slug] = service
    return services
