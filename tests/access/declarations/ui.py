"""Who may open the addresses of `ui`."""

from __future__ import annotations

from access.table import public

# The gallery of components exists only while developing; elsewhere nobody finds it.
ROWS = [public("ui:gallery", expected=(404,))]
