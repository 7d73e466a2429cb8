"""What a browser says it is, in words: enough to recognise your own, no more."""

from __future__ import annotations

from django.utils.translation import gettext as _

# In this order: every browser also names those it descends from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """For example "Firefox on Windows"; what is not recognised is an unknown browser or device."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("Unknown browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), _("unknown device"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
