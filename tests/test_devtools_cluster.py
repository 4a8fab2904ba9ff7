"""The database server comes back by itself, whatever happened to it."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest

from devtools import cluster as module


@pytest.fixture
def cluster(project):
    """A cluster of its own: the project's goes on serving the other tests."""
    home = Path(tempfile.mkdtemp(prefix="customer-insight-test-", dir="/var/tmp"))
    home.chmod(0o755)  # PostgreSQL's user must get through
    own = module.Cluster()
    own.key = home.name
    own.home, own.socket = home / "cluster-own", home / "socket"
    own.data = own.home / "data"
    yield own
    own.stop()
    shutil.rmtree(home)


def _kill(cluster):
    """End the server as a power cut would; its children may live a little longer."""
    pid_file = cluster.data / "postmaster.pid"
    os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
    while cluster.answers():
        time.sleep(0.1)
    return pid_file


def test_server_comes_back_when_its_old_number_is_in_use(cluster):
    cluster.start()
    stale = _kill(cluster)
    lines = stale.read_text().splitlines()
    stale.write_text("\n".join([str(os.getppid()), *lines[1:]]))
    cluster.start()
    assert cluster.answers()


def test_server_comes_back_when_its_socket_was_cleaned_away(cluster):
    cluster.start()
    shutil.rmtree(cluster.socket)
    cluster.start()
    assert cluster.answers()


def test_server_comes_back_when_only_its_socket_is_left(cluster):
    cluster.start()
    cluster.stop()
    shutil.rmtree(cluster.home)
    cluster.start()
    assert cluster.answers()


def test_damaged_cluster_is_replaced(cluster):
    cluster.start()
    _kill(cluster)
    (cluster.data / "global/pg_control").write_bytes(b"")
    cluster.start()
    assert cluster.answers()
