"""Tereze: the front desk of an employment centre, in Kazakh and Russian. No Qt lives in this package."""

__version__ = "0.1.0"
