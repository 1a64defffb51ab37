"""How a device is reached: the command lines of ssh and rsync, and what their ends mean."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    BadAddress,
    ConnectionLost,
    EnvironmentFailed,
    LoginRefused,
    NoSpace,
    ServerUnreachable,
    ToolFailed,
)
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.program import NOT_FOUND, Ended

CONNECT_SECONDS, ALIVE_SECONDS, ALIVE_TRIES = 20, 15, 4
TIMEOUT = 300  # seconds without a byte after which rsync gives up, at both ends

SSH_FAILED = 255
PARTIAL, VANISHED = 23, 24
# https://download.samba.org/pub/rsync/rsync.1, EXIT VALUES
MEANINGS: Mapping[int, str] = {
    1: "it does not understand an option; it may be too old",
    2: "the device's rsync speaks another protocol",
    3: "a folder that was asked for cannot be read or written",
    4: "the device's rsync does not know what was asked for",
    5: "the two ends could not agree on how to begin",
    10: "the network failed",
    11: "a file could not be read or written",
    12: "the connection broke off",
    13: "it failed inside",
    14: "it failed inside",
    20: "it was ended from outside",
    21: "it failed inside",
    22: "there was not enough memory",
    25: "it would delete too much",
    30: "no byte came for too long",
    35: "no byte came for too long",
}
LOST = frozenset({10, 12, 30, 35})


@dataclass(frozen=True, slots=True)
class Access:
    """What ssh is told besides the address. Empty: as the user's own configuration says.

    ``identity``: the file of a private key, ``known_hosts``: where the keys of devices are
    remembered, ``bandwidth``: the most KiB a second, 0 for no limit. ``socket``: that of a
    connection which stands already, and is shared.
    """

    identity: str = ""
    known_hosts: str = ""
    bandwidth: int = 0
    socket: str = ""

    @classmethod
    def of_options(cls, options: Mapping[str, Any]) -> Access:
        """As a target's options say. Raises :class:`BadAddress`."""
        access = cls(
            str(options.get("identity", "")),
            str(options.get("known_hosts", "")),
            int(options.get("bandwidth", 0)),
        )
        for path in (access.identity, access.known_hosts):
            # rsync splits its -e at blanks, and knows quotes, but no way to quote a quote.
            if any(character in path for character in "'\"\n\0"):
                raise BadAddress(path, "ssh takes no path with quotes in it here")
        return access


def ssh(root: DataRoot, access: Access) -> tuple[str, ...]:
    """ssh as rsync starts it: all but the host and the command. Nobody is ever asked anything. A
    device that is new is taken, one whose key changed is not."""
    options = {
        "BatchMode": "yes",
        "StrictHostKeyChecking": "accept-new",
        "ConnectTimeout": str(CONNECT_SECONDS),
        "ServerAliveInterval": str(ALIVE_SECONDS),
        "ServerAliveCountMax": str(ALIVE_TRIES),
        "ForwardAgent": "no",
        "ForwardX11": "no",
        "LogLevel": "ERROR",
    }
    if access.identity:
        options |= {"IdentityFile": _in_config(access.identity), "IdentitiesOnly": "yes"}
    if access.known_hosts:
        options["UserKnownHostsFile"] = _in_config(access.known_hosts)
    if access.socket:
        options["ControlPath"] = access.socket
    told = [part for key, value in options.items() for part in ("-o", f"{key}={value}")]
    return ("ssh", "-T", "-a", "-x", "-p", str(root.port), "-l", root.user, *told)


def command_on(root: DataRoot, access: Access, *command: str) -> tuple[str, ...]:
    """ssh that runs a command on the device; every part of it goes through the shell as it is."""
    return (*ssh(root, access), root.host, "exec " + shlex.join(command))


def lasting(root: DataRoot, access: Access) -> tuple[str, ...]:
    """ssh that does nothing but keep a connection, for others to share through its socket, until
    its standard input ends: also when LabVault is killed, no connection is left."""
    return (*ssh(root, access), "-M", root.host, "exec sh -c 'read x'")


def rsync(root: DataRoot, access: Access, *options: str) -> tuple[str, ...]:
    """rsync with what all our transfers have; sources and destination are to follow.

    Names are not split or expanded by a shell on the device (``-s``). What is cut short never
    bears a file's own name.
    """
    shell = " ".join(f"'{part}'" for part in ssh(root, access))
    limit = (f"--bwlimit={access.bandwidth}",) if access.bandwidth else ()
    return (
        "rsync",
        "-rlptzs",
        "--partial-dir=.labvault-partial",
        "--skip-compress=h264/264/avi/mp4/mkv/jpg/png/gz/zip",
        "--itemize-changes",
        "--out-format=%i %b %n",
        f"--timeout={TIMEOUT}",
        *limit,
        "-e",
        shell,
        *options,
    )


def place_on(root: DataRoot, path: str) -> str:
    """A path on the device, as rsync takes it."""
    host = f"[{root.host}]" if ":" in root.host else root.host
    return f"{host}:{path}"


def failure(tool: str, root: DataRoot, ended: Ended, into: str = "") -> EnvironmentFailed:
    """What a program's end means. ``into``: the folder here that was written to."""
    where, reason = f"{root.host}:{root.port}", ended.reason
    said = "\n".join(ended.complaints)
    if ended.code == NOT_FOUND or (tool == "rsync" and "rsync: command not found" in said):
        return ToolFailed(tool, NOT_FOUND, f"it is not installed on the device {root.host}")
    if ended.code == SSH_FAILED or (tool == "rsync" and _ssh_complained(said)):
        if "Permission denied" in said:
            return LoginRefused(where, root.user, _line(ended, "Permission denied"))
        if "verification failed" in said:
            return ServerUnreachable(where, "its key is not the one that is known of it")
        return ServerUnreachable(where, reason)
    if into and "No space left on device" in said and "[sender]" not in said:
        return NoSpace(into)
    if tool == "rsync" and ended.code in LOST:
        return ConnectionLost(where, f"{MEANINGS[ended.code]} ({reason})")
    meaning = MEANINGS.get(ended.code) if tool == "rsync" else None
    return ToolFailed(tool, ended.code, f"{meaning} ({reason})" if meaning else reason)


def _ssh_complained(said: str) -> bool:
    return any(line.startswith("ssh: ") for line in said.splitlines()) or (
        "Permission denied (" in said or "Host key verification failed" in said
    )


def _line(ended: Ended, part: str) -> str:
    return next(line for line in ended.complaints if part in line)


def _in_config(path: str) -> str:
    """As ssh_config takes a value: per cent signs would be expanded."""
    return '"' + path.replace("%", "%%") + '"' if " " in path else path.replace("%", "%%")
