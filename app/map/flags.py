"""The settings of Chromium that have to be in the environment before the application object exists."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

__all__ = ["FLAGS", "apply_flags"]

# A proxy that does not answer catches preconnects, and WebRTC may not send datagrams around it: without these flags
# both leave the machine past the request filter and the policy of the page.
FLAGS: tuple[str, ...] = (
    "--proxy-server=socks5://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--log-level=3",
    "--disable-features=WebRtcHideLocalIpsWithMdns,NetworkTimeServiceQuerying",
)
# Where there is no graphics card, looking for one takes longer than painting the first map without it.
_WITHOUT_CARD = "--disable-gpu"
_CARDS = Path("/dev/dri")
_FLAGS_KEY = "QTWEBENGINE_CHROMIUM_FLAGS"
_SANDBOX_KEY = "QTWEBENGINE_DISABLE_SANDBOX"
_BACKEND_KEY = "QT_QUICK_BACKEND"


def apply_flags(environ: MutableMapping[str, str], as_root: bool | None = None, has_card: bool | None = None) -> None:
    """Put the flags into an environment, after those that it already has; call before ``QApplication``.

    The sandbox stays on except for root, under whom Chromium refuses to start with it. Without a graphics card
    everything is painted by the processor from the start.
    """
    given = environ.get(_FLAGS_KEY, "").split()
    wanted = FLAGS
    if not (_has_card() if has_card is None else has_card):
        wanted = (*FLAGS, _WITHOUT_CARD)
        environ.setdefault(_BACKEND_KEY, "software")
    environ[_FLAGS_KEY] = " ".join([*given, *(flag for flag in wanted if flag not in given)])
    if _is_root() if as_root is None else as_root:
        environ[_SANDBOX_KEY] = "1"


def _has_card() -> bool:
    """Whether there may be a graphics card; where Linux names none, there is none that could be used."""
    return not sys.platform.startswith("linux") or any(_CARDS.glob("render*"))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
