"""One window for each library: a second start asks the first one to come forward."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from mmdesk.core.paths import absolute, to_bytes

ANSWER_MS = 500


class Single(QObject):
    """Listens for later starts on the same library."""

    raised = Signal()
    """Another start asked for the window."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        whose = to_bytes(absolute(folder)) + getpass.getuser().encode()
        self._name = f"mmdesk-{hashlib.blake2b(whose, digest_size=8).hexdigest()}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def raise_other(self) -> bool:
        """Whether a window was there and has been asked to come forward; else listen."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_MS):
            socket.disconnectFromServer()
            return True
        QLocalServer.removeServer(self._name)  # what a killed process left
        self._server.listen(self._name)
        return False

    def _greet(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        self.raised.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
