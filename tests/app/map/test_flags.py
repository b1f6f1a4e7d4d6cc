from __future__ import annotations

from app.map.flags import FLAGS, apply_flags


def test_flags_are_appended_once() -> None:
    environ = {"QTWEBENGINE_CHROMIUM_FLAGS": "--mine"}
    apply_flags(environ, as_root=False, has_card=True)
    apply_flags(environ, as_root=False, has_card=True)
    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"].split() == ["--mine", *FLAGS]
    assert "QTWEBENGINE_DISABLE_SANDBOX" not in environ
    assert "QT_QUICK_BACKEND" not in environ


def test_without_a_graphics_card_software_rendering_is_the_default() -> None:
    environ: dict[str, str] = {}
    apply_flags(environ, as_root=False, has_card=False)
    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"].split() == [*FLAGS, "--disable-gpu"]
    assert environ["QT_QUICK_BACKEND"] == "software"
    chosen = {"QT_QUICK_BACKEND": "rhi"}
    apply_flags(chosen, as_root=False, has_card=False)
    assert chosen["QT_QUICK_BACKEND"] == "rhi"


def test_the_sandbox_is_disabled_for_root_only() -> None:
    environ: dict[str, str] = {}
    apply_flags(environ, as_root=True)
    assert environ["QTWEBENGINE_DISABLE_SANDBOX"] == "1"
