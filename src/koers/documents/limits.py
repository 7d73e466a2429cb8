"""How much a file may ask of us. Sizes in bytes."""

from __future__ import annotations

FILE_BYTES = 50_000_000
"""The largest file that is taken at all; the largest real document seen is 0.3 MB of text."""

PACKAGE_BYTES = 100_000_000
"""All parts together of an unpacked docx or odt that are read."""

PACKAGE_RATIO = 200
"""Unpacked against packed size of one part; XML of office programs stays below 60."""

PACKAGE_RATIO_FROM = 1_000_000
"""Small parts may be packed as tightly as they like."""

PACKAGE_PARTS = 10_000

DEPTH = 200
"""Nested elements in HTML; a browser stops at 512, real pages stay below 60."""

TABLE_DEPTH = 12
"""Tables within tables."""

REPEATED_CELLS = 200
"""An odt may say 'this cell a million times'; no more than this many are believed."""

PAGES = 5_000
