"""Makes Python stubs of the Tashbik API out of its .proto files.

Needs protoc (protobuf-compiler), its gRPC plugin (protobuf-compiler-grpc) and python3-protobuf,
all Debian packages. Other services may as well run the same command once and keep what it makes:

    protoc -I proto --python_out=OUT --grpc_python_out=OUT \\
        --plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin proto/tashbik/v1/*.proto
"""

import pathlib
import shutil
import subprocess
import sys

PROTO = pathlib.Path(__file__).resolve().parents[2] / "proto"


def make(folder):
    """Generates `tashbik.v1` into `folder` and lets it be imported from there."""
    plugin = shutil.which("grpc_python_plugin")
    if plugin is None:
        raise RuntimeError("grpc_python_plugin is missing: apt-get install protobuf-compiler-grpc")
    files = sorted(str(path) for path in (PROTO / "tashbik" / "v1").glob("*.proto"))
    subprocess.run(
        ["protoc", f"-I{PROTO}", f"--python_out={folder}", f"--grpc_python_out={folder}",
         f"--plugin=protoc-gen-grpc_python={plugin}", *files],
        check=True)
    sys.path.insert(0, str(folder))
