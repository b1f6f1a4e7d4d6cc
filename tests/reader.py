"""The reader of shapes in forks of one process that has imported its libraries, which takes half a second each time.

Each file is still read in a process of its own, by the command that the application gives. What starts a new
interpreter instead, as the application does, is tested in `tests.geo.sources.files.test_flatgeobuf`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PREFIX = ["-c"]
"""What a command has between the interpreter and the code."""


class Reader:
    """Stands in for the module `subprocess`: `run` forks a process that is started when it is first needed."""

    TimeoutExpired = subprocess.TimeoutExpired

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def run(
        self, command: Sequence[str], *, env: Mapping[str, str], timeout: float, capture_output: bool, check: bool
    ) -> subprocess.CompletedProcess[bytes]:
        """Run Python code in a fork, with the signature of `subprocess.run` as far as the reader of shapes uses it."""
        assert capture_output
        assert not check
        assert command[0] == sys.executable
        assert list(command[1:2]) == PREFIX
        with tempfile.TemporaryDirectory() as folder:
            asked = {"code": command[2], "arguments": command[3:], "environment": dict(env), "folder": folder}
            with self._lock:
                answer = self._ask({**asked, "timeout": timeout})
            if answer is None:
                raise subprocess.TimeoutExpired(command, timeout)
            out, err = (Path(folder, name).read_bytes() for name in ("out", "err"))
        return subprocess.CompletedProcess(list(command), answer, out, err)

    def _ask(self, asked: dict[str, Any]) -> int | None:
        if self._server is None:
            command = [sys.executable, __file__, str(Path(__file__).resolve().parent.parent)]
            self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        answer: int | None = json.loads(self._server.stdout.readline())
        return answer

    def end(self) -> None:
        """End the process."""
        if self._server is not None:
            self._server.communicate()


def serve() -> None:
    """Fork for each line of standard input; answers with the exit code, or null after the time limit."""
    import geopandas  # noqa: F401
    import pyogrio  # noqa: F401

    for line in sys.stdin:
        asked = SimpleNamespace(**json.loads(line))
        child = os.fork()
        if not child:
            _run(asked)
        print(json.dumps(_exit_code(child)), flush=True)


def _exit_code(child: int) -> int | None:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return None if code == -signal.SIGALRM else code


def _run(asked: SimpleNamespace) -> None:
    """Run the code as an interpreter would, and leave."""
    signal.alarm(int(asked.timeout))
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(Path(asked.folder, name), os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(asked.environment)
    sys.argv = ["-c", *asked.arguments]
    try:
        exec(asked.code, {"__name__": "__main__"})
    except BaseException:  # noqa: BLE001 - the fork must not go on as the server
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.path[0] = sys.argv[1]
    serve()
