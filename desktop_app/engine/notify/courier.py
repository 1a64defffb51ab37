"""The process that sends one message, and knows the address for so long only.

Run as a module. It takes one order, JSON on its standard input, and answers with JSON on its
standard output: ``{"sent": true}``, or ``{"sent": false, "reason": …}``. An order without a
message is a question; the answer says whose address it is: ``{"service": "Slack"}``. No answer
holds a secret of the address, and nothing is logged.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from typing import Any

from desktop_app.engine.notify.reasons import reason, without_secrets
from desktop_app.engine.notify.webhook import json_address

CONNECT_WITHIN, ANSWER_WITHIN = 10.0, 20.0  # seconds


class Told(logging.Handler):
    """Keeps what the libraries say, in memory."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno, record.getMessage()))


def main() -> int:
    """One message."""
    order = json.loads(sys.stdin.buffer.read())
    _end_within(order["limit"])
    told = Told()
    log = logging.getLogger("apprise")
    log.handlers, log.propagate = [told], False
    log.setLevel(logging.DEBUG)
    try:
        answer = carry_out(order, told)
    except Exception as fault:  # noqa: BLE001 (a plugin's; its text may hold the address)
        answer = {"sent": False, "reason": f"its sender failed: {type(fault).__name__}"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _end_within(seconds: float) -> None:
    """Whoever started this process ends it in time, unless it was killed itself."""
    timer = threading.Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()


def carry_out(order: dict[str, str], told: Told) -> dict[str, Any]:
    """Send, or say what the address is of."""
    url = order["url"]
    service = _service(url)
    if service is None and (translated := json_address(url, order)):
        service = _service(translated)
    if service is None:
        return {"sent": False, "reason": "the address is not understood"}
    if "body" not in order:
        return {"service": str(service.service_name)}
    told.lines.clear()
    if _send(service, order):
        return {"sent": True}
    return {"sent": False, "reason": without_secrets(reason(told.lines), url)}


def _service(url: str) -> Any:
    import apprise

    asset = apprise.AppriseAsset(
        app_id="LabVault",
        app_desc="LabVault",
        app_url="",
        async_mode=False,
        # A redirected POST arrives as a GET: it would seem sent and be lost.
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
        image_url_mask="",
        image_url_logo="",
    )
    return apprise.Apprise.instantiate(url, asset=asset)


def _send(service: Any, order: dict[str, str]) -> bool:
    import apprise

    if "cto=" not in order["url"]:
        service.socket_connect_timeout = CONNECT_WITHIN
    if "rto=" not in order["url"]:
        service.socket_read_timeout = ANSWER_WITHIN
    types = {
        "failure": apprise.NotifyType.FAILURE,
        "alarm": apprise.NotifyType.FAILURE,
        "overdue": apprise.NotifyType.WARNING,
        "warning": apprise.NotifyType.WARNING,
        "recovered": apprise.NotifyType.SUCCESS,
    }
    post = apprise.Apprise()
    post.add(service)
    result = post.notify(
        body=order["body"],
        title=order["subject"],
        notify_type=types.get(order["kind"], apprise.NotifyType.INFO),
        body_format=apprise.NotifyFormat.TEXT,
    )
    return bool(result)


if __name__ == "__main__":
    sys.exit(main())
