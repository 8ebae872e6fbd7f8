"""Write browser/protocol.d.ts anew: ``python -m dashboard.messages``."""

from __future__ import annotations

from dashboard.messages.typescript import FILE, protocol

if __name__ == "__main__":
    FILE.write_text(protocol(), encoding="utf-8")
