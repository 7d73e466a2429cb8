from __future__ import annotations

from strict import strict_client, strict_templates

__all__ = ["strict_client", "strict_templates"]
