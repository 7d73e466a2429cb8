"""Which API this is. The major version stands in the address, the full one in the header API-Version."""

from __future__ import annotations

API_VERSION = "1.0.0"
BASE = "/api/v1"
LICENSE = {"name": "EUPL-1.2", "url": "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"}
CONTACT = {
    "name": "Koers",
    "url": "https://koers.example/contact",
    "email": "contact@koers.example",
}
