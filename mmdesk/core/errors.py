"""The one tree of errors.

Three branches: the environment failed (a file, a drive, a model, the network), the request was
wrong, or we have a bug. Every message is a sentence that says what happened and, where something
can be done, what to do: windows and commands show it as it is.

A new error goes under the branch whose handler should catch it; callers catch branches.
"""


class MmdeskError(Exception):
    """Everything that mmdesk raises on purpose."""


class EnvironmentFailed(MmdeskError):
    """Something outside our code is not as it must be; the same call may succeed later."""


class WrongRequest(MmdeskError):
    """An argument, setting or query that cannot be carried out as it stands."""


class Bug(MmdeskError):
    """A promise that our own code broke; always worth a report."""


class FileUnreadable(EnvironmentFailed):
    """One file of the user's cannot be read; the message is the reason that is recorded on it."""


class LibraryBusy(EnvironmentFailed):
    """Another process is writing to this library."""


class LibraryUnusable(EnvironmentFailed):
    """The library's own folder cannot be read or written (disk full, no permission, newer)."""


class ModelUnavailable(EnvironmentFailed):
    """A model is not on this machine, or its folder does not hold what it must."""


class ModelFailed(EnvironmentFailed):
    """A model that is on this machine failed while loading or encoding."""


class ModelLoading(EnvironmentFailed):
    """Somebody who would not wait asked a model that is not loaded yet."""


class Stopped(EnvironmentFailed):
    """What was asked was put down, since the library is being closed; nothing has failed."""


class DownloadFailed(EnvironmentFailed):
    """A download that the user asked for did not finish; what has arrived is kept."""
