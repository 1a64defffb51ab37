"""Messages through real servers: what arrives, and what is told when it does not."""

from __future__ import annotations

import email
import email.policy
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from desktop_app.engine.errors import BadAddress, Cancelled, NotSent
from desktop_app.engine.notify.channels import AddressChannel, Message
from desktop_app.engine.progress import Cancel
from desktop_app.engine.telling.notice import Kind
from tests.receivers import (
    Authority,
    MailReceiver,
    WebReceiver,
    free_port,
    mail_receiver,
    make_authority,
    proxy_to,
    web_receiver,
)

PLAIN = {
    name: value
    for name, value in os.environ.items()
    if "proxy" not in name.lower() and name not in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
}
MESSAGE = Message(
    "fly lab", Kind.FAILURE, "LabVault, fly lab: the backup of <flies> & more failed",
    "The server db:5432 cannot be reached.\nIt is tried again. Grüße *_`#`",
)  # fmt: skip
SLACK = ("T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7FQ")
TEAMS_SIGNATURE = "KODuebWbDGYFr0z0eu-6Rj8aUKz7108W3wrNJZxFE5A"
TEAMS = (
    "https://prod-1.westeurope.logic.azure.com:443/workflows/643e69f83c8944438d68119179a10a64"
    "/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0"
    f"&sig={TEAMS_SIGNATURE}"
)
HOSTS = ("hooks.slack.com", "prod-1.westeurope.logic.azure.com")


def send(url: str, environment: dict[str, str] | None = None, limit: float = 45) -> None:
    channel = AddressChannel("mine", url, PLAIN if environment is None else environment, limit)
    channel.send(MESSAGE, Cancel())


def refused(url: str, environment: dict[str, str] | None = None, limit: float = 45) -> str:
    with pytest.raises(NotSent) as caught:
        send(url, environment, limit)
    assert caught.value.channel == "mine"
    return caught.value.reason


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as receiver:
        yield receiver


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with mail_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"), *HOSTS)


@pytest.fixture
def world(authority: Authority) -> Iterator[tuple[WebReceiver, dict[str, str]]]:
    """A web server that stands for any host, and the environment that leads there."""
    with web_receiver(authority.server) as receiver, proxy_to(receiver.port) as proxy:
        yield (
            receiver,
            authority.trusted_by(PLAIN) | {"HTTPS_PROXY": f"http://127.0.0.1:{proxy}"},
        )


# What arrives


def test_a_plain_webhook_gets_json(web: WebReceiver) -> None:
    send(f"http://127.0.0.1:{web.port}/lab%20hook/x?token=a%26b&empty=")
    (request,) = web.requests
    assert request.method == "POST"
    assert request.path == "/lab%20hook/x?token=a%26b&empty="
    assert request.headers["Content-Type"] == "application/json"
    document = request.json()
    assert document.pop("version")
    assert document == {
        "title": MESSAGE.subject,
        "message": MESSAGE.body,
        "type": "failure",
        "kind": "failure",
        "workspace": "fly lab",
    }


def test_a_webhook_over_tls_is_trusted_by_its_certificate(authority: Authority) -> None:
    with web_receiver(authority.server) as receiver:
        url = f"https://localhost:{receiver.port}/hook"
        assert "certificate cannot be trusted" in refused(url)
        assert not receiver.requests
        send(url, authority.trusted_by(PLAIN))
        assert len(receiver.requests) == 1


def test_ntfy(web: WebReceiver) -> None:
    send(f"ntfy://user:pass-word@127.0.0.1:{web.port}/flies")
    (request,) = web.requests
    assert request.headers["Authorization"].startswith("Basic ")
    document = request.json()
    assert document["topic"] == "flies"
    assert document["title"] == MESSAGE.subject
    assert document["message"] == MESSAGE.body


def test_slack(world: tuple[WebReceiver, dict[str, str]]) -> None:
    receiver, environment = world
    send("https://hooks.slack.com/services/" + "/".join(SLACK), environment)
    (request,) = receiver.requests
    assert request.path == "/services/" + "/".join(SLACK)
    said = request.body.decode("unicode_escape")
    assert "the backup of &lt;flies&gt; &amp; more failed" in said
    assert "The server db:5432 cannot be reached." in said


def test_teams(world: tuple[WebReceiver, dict[str, str]]) -> None:
    receiver, environment = world
    receiver.status = 202
    send(TEAMS, environment)
    (request,) = receiver.requests
    assert request.path.startswith("/workflows/643e69f83c8944438d68119179a10a64/")
    assert f"sig={TEAMS_SIGNATURE}" in request.path
    assert request.json()["attachments"][0]["contentType"].endswith("card.adaptive")
    assert "The server db:5432 cannot be reached" in request.body.decode()


def read(receiver: MailReceiver) -> EmailMessage:
    (envelope,) = receiver.mails
    assert isinstance(envelope.content, bytes)
    read = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def test_mail(mail: MailReceiver) -> None:
    send(
        f"mailto://127.0.0.1:{mail.port}/?from=vault@lab.example&to=tech@lab.example,"
        "head@lab.example&mode=insecure"
    )
    assert [envelope.rcpt_tos for envelope in mail.mails] == [
        ["tech@lab.example"],
        ["head@lab.example"],
    ]
    mail.mails.pop()
    message = read(mail)
    assert message["Subject"] == MESSAGE.subject
    assert "vault@lab.example" in message["From"]
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == MESSAGE.body.split()


def test_mail_over_tls_with_a_login(authority: Authority) -> None:
    with mail_receiver(tls=authority.server, login=True) as receiver:
        url = (
            f"mailtos://lab:{{}}@localhost:{receiver.port}/?from=vault@lab.example"
            "&to=tech@lab.example&mode=starttls"
        )
        trusting = authority.trusted_by(PLAIN)
        assert "certificate cannot be trusted" in refused(url.format("s3cret-pass"))
        reason = refused(url.format("wrong-pass"), trusting)
        assert "the server said 535" in reason
        assert "wrong-pass" not in reason
        assert not receiver.mails
        send(url.format("s3cret-pass"), trusting)
        assert read(receiver)["Subject"] == MESSAGE.subject


def test_a_hostile_subject_forges_no_header(mail: MailReceiver) -> None:
    url = f"mailto://127.0.0.1:{mail.port}/?from=a@lab.example&to=b@lab.example&mode=insecure"
    hostile = replace(MESSAGE, subject="failed\r\nBcc: thief@evil.example")
    AddressChannel("mine", url, PLAIN).send(hostile, Cancel())
    assert read(mail)["Bcc"] is None


# What is told when it does not


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/hook-secret?token=query-secret",
        "ntfy://user-secret:pass-secret@127.0.0.1:{port}/topic-secret",
        "mailto://user-secret:pass-secret@127.0.0.1:{port}/?from=a-secret@b.de&to=c-secret@d.de",
    ],
)
def test_a_server_that_is_down_is_told_without_secrets(url: str) -> None:
    reason = refused(url.format(port=free_port()))
    assert "refused" in reason
    assert "secret" not in reason


@pytest.mark.parametrize("status", [401, 404, 500, 301])
def test_a_refusal_is_told_with_its_number(web: WebReceiver, status: int) -> None:
    web.status = status
    reason = refused(f"http://127.0.0.1:{web.port}/hook-secret")
    assert f"error={status}" in reason
    assert "secret" not in reason
    assert [request.path for request in web.requests] == ["/hook-secret"]  # none is followed


def test_slack_that_refuses(world: tuple[WebReceiver, dict[str, str]]) -> None:
    receiver, environment = world
    receiver.status, receiver.answer = 403, b"invalid_token"
    reason = refused("https://hooks.slack.com/services/" + "/".join(SLACK), environment)
    assert "403" in reason
    assert not [secret for secret in SLACK if secret in reason]


def test_a_mail_server_that_refuses_a_recipient(mail: MailReceiver) -> None:
    mail.refusal = "550 5.1.1 nobody of that name"
    url = f"mailto://127.0.0.1:{mail.port}/?from=a@lab.example&to=b@lab.example&mode=insecure"
    assert refused(url) == "the server said 550 5.1.1 nobody of that name"
    assert not mail.mails


def test_a_silent_server_does_not_hold_for_ever(web: WebReceiver) -> None:
    web.silent = True
    assert refused(f"http://127.0.0.1:{web.port}/?rto=600", limit=1.5) == (
        "there was no answer within 2 seconds"
    )


def test_a_sender_whose_starter_was_killed_ends_by_itself(web: WebReceiver) -> None:
    web.silent = True
    order = {
        "url": f"http://127.0.0.1:{web.port}/?rto=600",
        "limit": 1.0,
        "subject": "s",
        "body": "b",
        "kind": "failure",
    }
    command = [sys.executable, "-m", "desktop_app.engine.notify.courier"]
    done = subprocess.run(
        command, input=json.dumps(order).encode(), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_a_cancelled_sending_ends_at_once(web: WebReceiver) -> None:
    web.silent = True
    cancel = Cancel()
    ended: list[BaseException] = []

    def run() -> None:
        try:
            AddressChannel("m", f"http://127.0.0.1:{web.port}/", PLAIN).send(MESSAGE, cancel)
        except Cancelled as fault:
            ended.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    cancel.cancel()
    thread.join(30)
    assert not thread.is_alive()
    assert len(ended) == 1


# Addresses


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://hooks.slack.com/services/" + "/".join(SLACK), "Slack"),
        (TEAMS, "Power Automate / Workflows (for MSTeams)"),
        ("https://lab.example/hook?x=y", "JSON"),
        ("mailtos://u:p@lab.example", "E-Mail"),
    ],
)
def test_whose_address_it_is(url: str, service: str) -> None:
    assert AddressChannel("mine", url, PLAIN).service() == service


@pytest.mark.parametrize("url", ["", "nonsense-secret", "slack://no-secret", "file:///etc/passwd"])
def test_an_address_that_is_not_understood(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        AddressChannel("mine", url, PLAIN).service()
    assert caught.value.reason == "the address is not understood"
    assert "secret" not in str(caught.value)


def test_the_sender_writes_nothing_anywhere(web: WebReceiver, tmp_path: Path) -> None:
    home = PLAIN | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    send(f"http://127.0.0.1:{web.port}/hook", home)
    assert list(tmp_path.rglob("*")) == []
