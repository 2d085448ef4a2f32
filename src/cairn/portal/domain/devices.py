"""What kind of thing somebody opened their pages with, as a browser tells it: enough to know one's own phone again, no more. Pure."""

from __future__ import annotations

from enum import StrEnum


class Device(StrEnum):
    """A kind, never a make or a version."""

    IPHONE = "iphone"
    ANDROID = "android"
    TABLET = "tablet"
    COMPUTER = "computer"
    UNKNOWN = "unknown"


def device_of(user_agent: str) -> Device:
    """The kind, by what a browser says of itself. A browser may say anything: this is told to the person, and decides nothing."""
    said = user_agent.lower()
    if "ipad" in said or "tablet" in said or ("android" in said and "mobile" not in said):
        return Device.TABLET
    if "iphone" in said:
        return Device.IPHONE
    if "android" in said:
        return Device.ANDROID
    if any(word in said for word in ("windows", "macintosh", "linux", "cros")):
        return Device.COMPUTER
    return Device.UNKNOWN
