"""Writing money: as documents state it (`stated`), and into the ledger (`ledger`, `booking`)."""

from koers.finance.actions.stated import ACCEPTS, CHANGEABLE, accept_item, change, withdraw

__all__ = ["ACCEPTS", "CHANGEABLE", "accept_item", "change", "withdraw"]
