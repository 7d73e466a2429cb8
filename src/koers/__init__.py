"""Koers: steering instrument for organisation development at Dutch municipalities."""

__version__ = "0.1.0"
