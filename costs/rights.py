"""Who may do what with the money of a season (domain.md, section 3)."""

from circles.rights import Role

RIGHTS: dict[str, frozenset[Role]] = {
    "costs.see_plan": frozenset({Role.MEMBER, Role.COORDINATOR, Role.NETWORK_ADMIN}),
    "costs.see_all_shares": frozenset({Role.COORDINATOR, Role.TREASURER, Role.NETWORK_ADMIN}),
    "costs.change": frozenset({Role.COORDINATOR, Role.TREASURER, Role.NETWORK_ADMIN}),
}
