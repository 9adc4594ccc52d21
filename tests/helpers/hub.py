"""A small server on this machine that speaks the hub's protocol, with faults on request."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Hub:
    """One repository's files, the faults to show, and the log of what was asked."""

    repository: str
    files: dict[str, bytes]
    cut_after: dict[str, list[int]] = field(default_factory=dict)
    """For each file, after how many bytes to close the connection, request by request."""
    missing: set[str] = field(default_factory=set)
    """Listed, but not there when asked for."""
    sent_instead: dict[str, bytes] = field(default_factory=dict)
    hold_after: dict[str, int] = field(default_factory=dict)
    """For each file, after how many bytes to wait for `go`."""
    go: threading.Event = field(default_factory=threading.Event)
    down: bool = False
    speaks_html: bool = False
    log: list[tuple[str, str | None]] = field(default_factory=list)
    """Path and Range header of each request."""
    endpoint: str = ""

    def asked_for(self, name: str) -> list[str | None]:
        """The Range headers of the requests for one file."""
        return [span for path, span in self.log if path.endswith(f"/{name}")]


@contextmanager
def serving(hub: Hub) -> Iterator[Hub]:
    """Serve `hub` on a free port of 127.0.0.1; `hub.endpoint` is its address."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.hub.log.append((path, self.headers.get("Range")))
        if self.hub.down:
            self._answer(503, b"")
        elif self.hub.speaks_html:
            self._answer(200, b"<html>Welcome to our hotel</html>")
        elif path == f"/api/models/{self.hub.repository}":
            self._answer(200, json.dumps(self._information()).encode())
        elif path.startswith(f"/{self.hub.repository}/resolve/{COMMIT}/"):
            self._file(path.partition(f"/resolve/{COMMIT}/")[2])
        else:
            self._answer(404, b"", {"X-Error-Code": "RepoNotFound"})

    def _information(self) -> dict[str, object]:
        return {
            "id": self.hub.repository,
            "sha": COMMIT,
            "siblings": [self._sibling(name) for name in self.hub.files],
        }

    def _sibling(self, name: str) -> dict[str, object]:
        content = self.hub.files[name]
        sibling: dict[str, object] = {
            "rfilename": name,
            "size": len(content),
            "blobId": hashlib.sha1(content).hexdigest(),
        }
        if name.endswith(".safetensors"):
            digest = hashlib.sha256(content).hexdigest()
            sibling["lfs"] = {"size": len(content), "sha256": digest, "pointerSize": 134}
        return sibling

    def _file(self, name: str) -> None:
        if name in self.hub.missing:
            self._answer(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        content = self.hub.sent_instead.get(name, self.hub.files[name])
        span = self.headers.get("Range")
        start = int(span.removeprefix("bytes=").rstrip("-")) if span else 0
        headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "X-Repo-Commit": COMMIT}
        if span:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        if (hold := self.hub.hold_after.get(name)) is not None and start < hold:
            self._answer(206 if span else 200, content[start:], headers, hold=hold - start)
            return
        cuts = self.hub.cut_after.get(name)
        cut = cuts.pop(0) if cuts else None
        self._answer(206 if span else 200, content[start:], headers, cut)

    def _answer(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        cut: int | None = None,
        hold: int | None = None,
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if hold is not None:
            self.wfile.write(body[:hold])
            self.hub.go.wait(60)
            body = body[hold:]
        with suppress(ConnectionError):  # who asked may have gone meanwhile
            self.wfile.write(body[:cut])
        if cut is not None:
            self.close_connection = True
