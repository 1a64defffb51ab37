"""The words for each kind of error: what happened, why, what to do. A kind without words of its own
takes those of its branch of the tree. The braces take the error's data.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.engine import errors

WORDS: Mapping[type[Exception], tuple[str, str, str]] = {
    errors.UnknownName: ("This is not known here", "No {what} is called {name}.", "Look again."),
    errors.NameTaken: ("The name is taken", "There is a {what} {name} already.", "Choose another."),
    errors.BadAddress: ("The address cannot be used", "{address}: {reason}.", "Correct it."),
    errors.WrongKey: (
        "The repository stays closed",
        "The {what} does not fit.",
        "Type it again, or use the recovery key.",
    ),
    errors.Damaged: (
        "The repository is damaged",
        "{name}: {how}.",
        "Verify all snapshots to see what is lost, and use another copy if there is one.",
    ),
    errors.LatestUnknown: (
        "The newest snapshot cannot be read",
        "{name}: {how}. It may be the newest of {target}.",
        "Choose an older one under Snapshots, and verify all to see what is lost.",
    ),
    errors.OutputFailed: (
        "It could not be written",
        "{where}: {reason}.",
        "Check the place and its free space, or write elsewhere.",
    ),
    errors.StdoutFailed: (
        "It could not be written",
        "{where}: {reason}.",
        "Check the place and its free space, or write elsewhere.",
    ),
    errors.StorageUnreachable: (
        "The repository cannot be reached",
        "{where}: {reason}.",
        "Check that it is plugged in, mounted or online.",
    ),
    errors.NoSpace: (
        "The disk is full",
        "Nothing more fits into {where}.",
        "Free some space and try again; what was stored so far is used again.",
    ),
    errors.NoPermission: ("Access is refused", "{where} may not be used.", "Check its rights."),
    errors.ReadOnly: (
        "Nothing can be written there",
        "{where} is on a file system that is read-only.",
        "Take off its write protection or mount it for writing; look at the disk if it was "
        "writable before.",
    ),
    errors.KeyRefused: (
        "The object store refuses the key",
        "{where}: {reason}.",
        "Check the access key, the secret key, and what it may do in the bucket.",
    ),
    errors.NotARepository: (
        "There is no repository",
        "{where} holds none.",
        "Check the address.",
    ),
    errors.AlreadyARepository: (
        "The place is not empty",
        "No repository was made at {where}.",
        "Choose an empty folder, or open the repository that is there.",
    ),
    errors.AnotherRepository: (
        "Another repository lies there now",
        "{where} holds {found}, not {expected}.",
        "Put the right drive or folder back, or open this one under a new name.",
    ),
    errors.NewerFormat: (
        "A newer LabVault made this repository",
        "{where} was left alone.",
        "Update LabVault.",
    ),
    errors.ServerUnreachable: (
        "The server cannot be reached",
        "{where}: {reason}.",
        "Check the address, and that the server runs.",
    ),
    errors.LoginRefused: (
        "The server refused the login",
        "User {user} at {where}: {reason}.",
        "Check the user and the password.",
    ),
    errors.OptionsRefused: (
        "The connection cannot be had as it is asked for",
        "{where}: {reason}.",
        "Correct the options of the connection, or PGOPTIONS in the environment.",
    ),
    errors.TlsFailed: (
        "There is no trusted connection to the server",
        "{where}: {reason}.",
        "Check how the connection is encrypted, and the certificate to trust.",
    ),
    errors.ConnectionLost: (
        "The connection was lost",
        "{where}: {reason}.",
        "Check the server and try again.",
    ),
    errors.ToolMissing: (
        "A tool is missing",
        "{tool}, version {needed} or newer, was not found.",
        "Install the {product} client tools of that version.",
    ),
    errors.ToolTooOld: (
        "A tool is too old",
        "{tool} {found}; version {needed} or newer is needed.",
        "Install the {product} client tools of that version.",
    ),
    errors.ProgramMissing: (
        "No database server can be started",
        "{program} is not in {where}.",
        "Install LabVault again, which brings it along.",
    ),
    errors.AccountMissing: (
        "No database server can be started",
        "None runs as root, and there is none of the users it could run as: {users}.",
        "Make such a user, or run LabVault as one that is not root.",
    ),
    errors.ProfileFailed: ("The profile cannot be used", "{where}: {reason}.", "Check its rights."),
    errors.Cancelled: ("Stopped", "You asked for it.", "Nothing is half done."),
    errors.Bug: ("This is a fault of LabVault", "{what}.", "Please report it with the details."),
    errors.BadInput: ("This cannot be done as it stands", "", "Change it and try again."),
    errors.BelongsElsewhere: (
        "The repository was not taken in",
        "{url} belongs to another workspace, and each workspace has its own.",
        "Make another repository, or work in that workspace.",
    ),
    errors.QuotaReached: (
        "Nothing was begun: the workspace has a quota",
        "Of {what} it may have {limit}; it has {used}, and about {more} more would come.",
        "Remove what is not needed, or ask the manager to raise the quota.",
    ),
    errors.NothingMatches: (
        "Nothing is restored",
        "No table matches {pattern}.",
        "Choose from the tables of the snapshot.",
    ),
    errors.TargetNotEmpty: (
        "The place is not empty",
        "{where} was left as it is; it holds {holds}.",
        "Restore into a new name, or replace it and keep the old one beside it.",
    ),
    errors.TargetInUse: (
        "The place is in use",
        "{where} was left as it is. Sessions of others that use it: {sessions}.",
        "Close them and try again.",
    ),
    errors.RestoreInterrupted: (
        "An earlier restore did not end",
        "For {where} there is the unfinished {unfinished}.",
        "Go on with it, or begin afresh.",
    ),
    errors.NotSupported: ("LabVault cannot do this", "{what}: {reason}.", "Choose another way."),
    errors.MistypedKey: (
        "This is not a recovery key",
        "{group}.",
        "Type it again as it is printed, all groups of it.",
    ),
    errors.SecretNeeded: (
        "A secret is needed",
        "{where}: the {what} is not known, and nobody could be asked.",
        "Try again and type it.",
    ),
    errors.SecretMistyped: (
        "The two are not alike",
        "Nothing was typed, or not the same twice: {what}.",
        "Try again.",
    ),
    errors.LastKey: (
        "The key slot was kept",
        "Without {slot} no passphrase and no recovery key would open the repository.",
        "Add another one first.",
    ),
    errors.NotAllowed: (
        "This is for the manager",
        "What was given is not the manager's password. It was noted in the audit log.",
        "Ask the manager.",
    ),
    errors.AskedTooOften: (
        "Too many wrong passwords",
        "Wrong manager's passwords were given in workspace {workspace}.",
        "Wait {seconds} seconds and try again.",
    ),
    errors.WrongState: (
        "This is not possible now",
        "{action}: job {job} is {state}.",
        "Look again under Activity.",
    ),
    errors.BadRule: (
        "This is no rule of a schedule",
        "{rule}: {reason}.",
        "Try “every day at 01:00”, “every 6 hours”, “never”, or a cron line.",
    ),
    errors.AgentRunning: (
        "A program runs the schedules already",
        "Process {process} does it for {profile}.",
        "End it first if it should not.",
    ),
    errors.FoundProblem: ("A problem was found", "", "Look at the details."),
    errors.PruneHeld: (
        "Nothing is removed",
        "Removing is held in {where}: {why}.",
        "Verify all snapshots, and let go when all is well.",
    ),
    errors.BadDump: (
        "The dump was not taken in",
        "{name}: {reason}.",
        "Use another dump of the same time if there is one.",
    ),
    errors.TargetLost: (
        "Data about to be lost",
        "{what} of the target {target} is not there any more. Its snapshot {snapshot} holds it.",
        "Nothing is removed from the repository until a manager has looked. Restore it beside.",
    ),
    errors.BadCache: (
        "The old list of films was not taken in",
        "{name}: {reason}. Nothing in it was run.",
        "Do without it: a scan finds everything by itself.",
    ),
    errors.BadFilm: (
        "The film cannot be shown",
        "{name} {reason}.",
        "LabVault keeps it as it is. If it must play, look for another copy.",
    ),
    errors.EnvironmentFailed: ("Something around LabVault failed", "", "Try again later."),
    errors.ObjectAbsent: (
        "Something is gone from the storage",
        "{name} was not found: another program removed it.",
        "Try again.",
    ),
    errors.ObjectExists: (
        "Another program is writing there",
        "{name} is in the storage already.",
        "Try again.",
    ),
    errors.PrunedMeanwhile: (
        "The backup was not finished",
        "Chunks that it counted on were removed meanwhile: {chunks}.",
        "Run it again.",
    ),
    errors.Leased: (
        "The repository is in use",
        "{owner} holds it for {purpose}.",
        "Wait for its end and try again.",
    ),
    errors.ServerRefused: (
        "The server refused",
        "{doing}: {reason}.",
        "Check the rights of the user.",
    ),
    errors.ToolFailed: (
        "A tool failed",
        "{tool} ended with code {code}: {reason}.",
        "Correct that and try again.",
    ),
    errors.ItemChanged: (
        "Something changed while it was read",
        "{item}: {reason}.",
        "Run it again.",
    ),
    errors.ItemFailed: (
        "Something cannot be read",
        "{item}: {reason}.",
        "Check the rights of the user.",
    ),
    errors.FolderUnreadable: (
        "The folder cannot be read",
        "{where}: {reason}.",
        "Check that it is there, and mounted if it is a drive, and the rights of the user.",
    ),
    errors.PlaceFailed: (
        "The folder that is restored into cannot be used",
        "{where}: {reason}.",
        "Check that it is there, and plugged in if it is on a drive; then restore again.",
    ),
    errors.NoSuchFile: (
        "There is no file to back up",
        "{where}: {reason}.",
        "Check the path of the target.",
    ),
    errors.FileBusy: (
        "The file is in use",
        "Another program kept {where} locked, or kept changing it, for {seconds} seconds.",
        "Wait until that program rests, or end it, and run it again.",
    ),
    errors.NotADatabase: (
        "This is no SQLite database that can be read",
        "{where}: {reason}.",
        "Check the path. A file of another kind, or an encrypted one, can be backed up as part of "
        "a folder.",
    ),
    errors.KeyringFailed: (
        "This computer's keyring cannot be used",
        "{reason}.",
        "Unlock it and try again.",
    ),
    errors.CatalogUnreachable: (
        "The shared catalog cannot be used",
        "{where}: {reason}.",
        "Check that its server runs.",
    ),
    errors.NewerCatalog: (
        "A newer LabVault has changed the catalog",
        "{where} has form {found}, and this one knows up to {known}.",
        "Update LabVault.",
    ),
    errors.NotSent: (
        "The message was not sent",
        "{channel}: {reason}.",
        "Check the channel's address, and that its server can be reached.",
    ),
    errors.JobRunning: (
        "This is being done already",
        "{owner} has been at it for {target} since {since}.",
        "Wait for its end, or stop it under Activity.",
    ),
    errors.TimedOut: (
        "It took too long and was stopped",
        "It may take {seconds} seconds.",
        "Find out what slows it, or give it more time.",
    ),
    errors.ProgramEnded: (
        "The program that did it ended",
        "It was killed, or the computer stopped (try {attempt}).",
        "Retry it, and look what ends the program if it happens again.",
    ),
}
BUG = ("This is a fault of LabVault", "", "Please report it with the details.")
