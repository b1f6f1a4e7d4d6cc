"""The settings of Chromium that have to be in the environment before the application object exists."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

__all__ = ["FLAGS", "apply_flags"]

# A proxy that nobody answers catches preconnects, and WebRTC may not send datagrams around it: both were seen to
# leave the machine past the request filter and the policy of the page.
FLAGS: tuple[str, ...] = (
    "--proxy-server=socks5://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--log-level=3",
    "--disable-features=WebRtcHideLocalIpsWithMdns,NetworkTimeServiceQuerying",
)
_FLAGS_KEY = "QTWEBENGINE_CHROMIUM_FLAGS"
_SANDBOX_KEY = "QTWEBENGINE_DISABLE_SANDBOX"


def apply_flags(environ: MutableMapping[str, str], as_root: bool | None = None) -> None:
    """Put the flags into an environment, after those that it already has; call before ``QApplication``.

    The sandbox stays on except for root, under whom Chromium refuses to start with it.
    """
    given = environ.get(_FLAGS_KEY, "").split()
    environ[_FLAGS_KEY] = " ".join([*given, *(flag for flag in FLAGS if flag not in given)])
    if _is_root() if as_root is None else as_root:
        environ[_SANDBOX_KEY] = "1"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
