"""Who may open the addresses of `intake`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, needs
from intake.documents_made import a_read_document
from koers.intake import actions
from koers.organisations.permissions import Permission


def a_document(world: World) -> Mapping[str, Any]:
    document = a_read_document(world.organisation, world.user)
    return {"public_id": document.public_id}


def a_proposal(world: World) -> Mapping[str, Any]:
    document = a_read_document(world.organisation, world.user)
    return {"public_id": document.public_id, "proposal_id": document.proposals.get().public_id}


def an_accepted_proposal(world: World) -> Mapping[str, Any]:
    """Who only reads sees the passages of accepted facts, so the fact is accepted first."""
    document = a_read_document(world.organisation, world.user)
    actions.accept(by=world.user, proposal=document.proposals.get())
    return {"public_id": document.public_id, "proposal_id": document.proposals.get().public_id}


ROWS = [
    needs(Permission.READ_IN, "intake:upload"),
    needs(Permission.READ_IN, "intake:upload", method="post", expected=(422,)),
    needs(Permission.READ_IN, "intake:rows"),
    needs(Permission.READ_IN, "intake:review", kwargs=a_document),
    needs(Permission.READ_IN, "intake:accept_all", kwargs=a_document),
    needs(Permission.READ_IN, "intake:accept_all", method="post", kwargs=a_document),
    needs(Permission.READ_IN, "intake:try_again", method="post", kwargs=a_document),
    needs(Permission.READ_IN, "intake:remove", method="post", kwargs=a_document),
    needs(Permission.READ_IN, "intake:decide", method="post", kwargs=a_proposal),
    needs(Permission.VIEW_REGISTER, "intake:download", kwargs=a_document),
    needs(Permission.VIEW_REGISTER, "intake:passage", kwargs=an_accepted_proposal),
]
