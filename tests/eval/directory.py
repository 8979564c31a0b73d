"""A fresh directory for a measurement: its own server, data folder, tokens and API client.

The server listens on a port that the system chooses and keeps everything in a temporary folder.
Records go in by the command line, as any user's would; questions are asked over gRPC.
"""

import importlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import grpc

import register
from engine import Failed

PROTOS = register.ROOT / "proto"
START_S = 60
STOP_S = 60
CALL_S = 30
EPOCH_ATTEMPTS = 4
PARTLY_IMPORTED = 8  # exit code of the command line
MAX_EXTERNAL_IDS = 1000  # in one call of ResolveExternalIds


def generate_messages(folder):
    """Makes the Python messages of the API in `folder` and lets Python find them there."""
    sources = [str(path) for path in sorted((PROTOS / "tashbik" / "v1").glob("*.proto"))]
    subprocess.run(["protoc", f"-I{PROTOS}", f"--python_out={folder}", *sources], check=True)
    sys.path.insert(0, str(folder))


class Directory:
    """A running server, to be used in a `with` statement."""

    def __init__(self, binary_dir):
        self._binaries = pathlib.Path(binary_dir).resolve()
        for name in ("tashbikd", "tashbik"):
            if not (self._binaries / name).exists():
                raise Failed(f"there is no {name} in {self._binaries}; build it, or say where with "
                             "--binary-dir")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tashbik-eval-"))
        self._server = self._channel = None
        self.address = ""

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        if self._channel is not None:
            self._channel.close()
        if self._server is not None and self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self):
        port_file = self.folder / "address"
        log = self.folder / "server.log"
        # It asks for more suggestions than a person may in a day.
        config = self.folder / "tashbikd.toml"
        config.write_text("[budgets]\nsuggestions_per_day = 0\nhub_suggestions_per_day = 0\n"
                          "records_per_day = 0\nhub_records_per_day = 0\n")
        with open(log, "wb") as output:
            self._server = subprocess.Popen(
                [self._binaries / "tashbikd", "--config", config, "--data", self.folder / "data",
                 "--address", "127.0.0.1:0", "--port-file", port_file, "--token-folder",
                 self.folder / "tokens", "--log-level", "warning"],
                stdout=output, stderr=subprocess.STDOUT)
        end = time.monotonic() + START_S
        while not port_file.exists():
            if self._server.poll() is not None or time.monotonic() > end:
                raise Failed("the server does not start:\n" + log.read_text(errors="replace"))
            time.sleep(0.02)
        self.address = port_file.read_text().strip()
        if "tashbik.v1" not in sys.modules:
            generated = self.folder / "messages"
            generated.mkdir()
            generate_messages(generated)
        self._channel = grpc.insecure_channel(
            self.address, options=[("grpc.max_receive_message_length", 16 << 20)])

    def load(self, file, kind, *options):
        """Imports a file with the command line. Rows that it refuses are shown and left out."""
        role = "administrator" if kind == "theme" else "coordinator"
        command = [self._binaries / "tashbik", "--server", self.address, "--token-file",
                   self.folder / "tokens" / f"{role}.token", "import", file, "--kind", kind,
                   *options]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              env={**os.environ, "NO_COLOR": "1"}, check=False)
        if done.returncode == PARTLY_IMPORTED:
            print((done.stdout + done.stderr).strip(), file=sys.stderr)
        elif done.returncode != 0:
            raise Failed(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n"
                         f"{(done.stdout + done.stderr)[-3000:]}")

    def call(self, role, service, method, file, fields, response=None):
        """Calls a method of the API and returns its answer.

        `file` is the proto that declares the messages, without its ending; `fields` are those of
        the request; `response` is the answer's message where it is not METHODResponse.
        """
        messages = importlib.import_module(f"tashbik.v1.{file}_pb2")
        request = getattr(messages, f"{method}Request")(**fields)
        send = self._channel.unary_unary(
            f"/tashbik.v1.{service}/{method}",
            request_serializer=type(request).SerializeToString,
            response_deserializer=getattr(messages, response or f"{method}Response").FromString)
        token = (self.folder / "tokens" / f"{role}.token").read_text().strip()
        try:
            return send(request, timeout=CALL_S, metadata=(("authorization", f"Bearer {token}"),))
        except grpc.RpcError as error:
            raise Failed(f"{method}: {error.code().name}: {error.details()}") from error

    def publish_epoch(self):
        """Counts rarity and exposure over what is loaded; returns the number of PUBLIC actors."""
        for attempts_left in reversed(range(EPOCH_ATTEMPTS)):
            try:
                return self.call("administrator", "AdminService", "PublishEpoch", "admin",
                                 {}).public_actors
            except Failed:  # on a busy machine it may take longer than a call may
                if attempts_left == 0:
                    raise

    def resolve(self, scheme, values):
        """External ids to resource names, for those that are there."""
        names, values = {}, sorted(values)
        for begin in range(0, len(values), MAX_EXTERNAL_IDS):
            answer = self.call("coordinator", "SearchService", "ResolveExternalIds", "search",
                               {"scheme": scheme,
                                "values": values[begin:begin + MAX_EXTERNAL_IDS]})
            names.update(answer.names)
        return names

    def suggest(self, actor, count, reorder):
        """Resource names and scores of the suggested partners, best first, those it works with
        included."""
        answer = self.call("coordinator", "MatchService", "SuggestPartners", "match",
                           {"actor": actor, "count": count, "include_partners": True,
                            "skip_diversity": not reorder, "skip_exposure": not reorder})
        return [(suggestion.partner.name, suggestion.score)
                for suggestion in answer.suggestions]
