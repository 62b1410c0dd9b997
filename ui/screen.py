"""Can a window be opened here? Asked before Qt is, which would end the process without an exception."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

LIBRARIES = (
    "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libcups2"
)
"""Debian's packages that Qt needs and no wheel can carry."""


def has_no_screen() -> bool:
    """True on Linux without a display server, unless the platform needs none."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    needs_one = sys.platform == "linux" and platform in ("", "xcb", "wayland")
    return needs_one and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_library() -> str:
    """What keeps Qt from opening a window, in the loader's words; empty where nothing does.

    Qt itself would end the process without an exception, so its platform plug-in is loaded by hand first.
    """
    if sys.platform != "linux":
        return ""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return str(error)
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform in ("offscreen", "minimal", "vnc") or platform.startswith("wayland"):
        return ""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        return "PySide6"
    plugin = Path(found.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return ""
