"""What a user of ./dev would miss: clear errors, and half-done work that heals."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from devtools import apt, demo, layout, machine, odoo_source, table, templates
from devtools.errors import Problem


def _dev(*arguments, script="", **variables):
    return subprocess.run(
        [layout.CHECKOUT / "dev", *arguments],
        input=script,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **variables},
    )


def _assert_one_line(done, *words):
    assert done.returncode == 1, done
    assert len(done.stderr.splitlines()) == 1, "one line, and no traceback"
    for word in words:
        assert word in done.stderr


def test_wrong_odoo_home_is_named_with_what_to_do(tmp_path):
    done = _dev("odoo", "--version", ODOO_HOME=str(tmp_path))
    _assert_one_line(done, "ODOO_HOME", str(tmp_path), "Odoo 19")


def test_odoo_home_of_another_version_is_refused(tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo-bin").touch()
    (tmp_path / "odoo/release.py").write_text("version_info = (18, 0, 0, FINAL, 0, '')")
    done = _dev("odoo", "--version", ODOO_HOME=str(tmp_path))
    _assert_one_line(done, "18.0", "19.0")


def test_demo_says_which_port_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        _assert_one_line(_dev("demo", "--port", port), port, "--port")


def test_unknown_command_option_and_database_are_one_line():
    _assert_one_line(_dev("tset"), "./dev help")
    _assert_one_line(_dev("demo", "--lang", "xx"), "zh_CN")
    _assert_one_line(_dev("shell", "no_such_database"), "no_such_database")


def test_full_disk_is_noticed_before_the_first_build(monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=10**9)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(Problem, match="1.0 GB are free.*needs 3 GB"):
        machine.check_disk()


def test_without_root_the_missing_packages_are_named(monkeypatch):
    monkeypatch.setattr(layout, "is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(Problem, match="needs.*chromium.*apt-get install chromium"):
        apt.install(["chromium"], "The test run")


def test_without_a_network_the_way_out_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(apt, "_debian_mirror", lambda: f"file://{tmp_path}/nowhere")
    with pytest.raises(Problem, match="check the network, or set ODOO_HOME"):
        apt.download(["odoo-19"], tmp_path, ["sid"])


def _tiny_package(folder):
    """Make a package that has what the version is read from."""
    content = folder.parent / "content"
    release = content / "usr/lib/python3/dist-packages/odoo/release.py"
    release.parent.mkdir(parents=True)
    release.write_text("version_info = (19, 0, 0, FINAL, 0, '')")
    (content / "DEBIAN").mkdir()
    (content / "DEBIAN/control").write_text(
        "Package: odoo-19\nVersion: 1\nArchitecture: all\n"
        "Maintainer: x <x@example.com>\nDescription: x\n"
    )
    build = ["dpkg-deb", "--build", content, folder / "odoo-19_1_all.deb"]
    subprocess.run(build, check=True, capture_output=True)


def test_half_unpacked_odoo_is_replaced_by_a_whole_one(monkeypatch, tmp_path):
    monkeypatch.setenv("CUSTOMER_INSIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ODOO_HOME", raising=False)
    monkeypatch.setattr(apt, "download", lambda _p, folder, _s: _tiny_package(folder))
    half = layout.cache() / f"odoo-19-r{odoo_source.RECIPE}"
    (half / "usr/bin").mkdir(parents=True)
    left_over = layout.cache() / f"{half.name}-killed"
    left_over.mkdir()
    odoo = odoo_source.get()
    assert odoo.version == "19.0"
    assert (odoo.addons[0] / odoo_source.STUB).exists()
    assert not (half / "usr/bin").exists(), "nothing of the half one is left"
    assert not left_over.exists()


def test_half_built_demo_database_is_built_again(monkeypatch, project, database):
    name = f"{database}-demo"
    project.databases.create(f"{templates.BUILDING}{name}")  # what a killed run leaves
    monkeypatch.setattr(templates, "base", lambda *_args, **_options: database)
    monkeypatch.setattr(project, "install", lambda *_args, **_options: None)
    options = demo.parser().parse_args(["--db", name])
    try:
        assert demo.found_state(project, name) is None, "a half one does not count"
        demo.make_current(project, options)
        assert demo.found_state(project, name) == demo.state(project, options)
        assert f"{templates.BUILDING}{name}" not in project.databases.names()
    finally:
        project.drop_database(name)


def test_demo_leaves_a_foreign_database_alone(project, database):
    with pytest.raises(Problem, match=f"'{database}' was not made by this command"):
        demo.found_state(project, database)


def test_shell_runs_a_script_and_commits_nothing(project, database):
    script = """
partner = env["res.partner"].create({"name": "Not to be kept"})
print("created", bool(partner.id))
"""
    done = _dev("shell", database, script=script)
    assert (done.returncode, done.stdout) == (0, "created True\n"), done.stderr
    kept = "SELECT count(*) FROM res_partner WHERE name = 'Not to be kept'"
    assert project.databases.query(kept, database) == ["0"]


def test_shell_fails_when_the_script_does(database):
    done = _dev("shell", database, script="raise ValueError('my mistake')")
    assert done.returncode == 1
    assert "my mistake" in done.stderr


def test_class_table_is_in_step_with_chinese_labels():
    content = {
        "lang": "zh_CN",
        "heads": ["类别", "贡献", "稳定性"],
        "rows": [
            ["公司", "EI:重点客户", 4, 22221.4, 13.5],
            ["公司", "F", 12, 0.0, None],
        ],
    }
    lines = table.text(content).splitlines()
    assert "22,221" in lines[5]
    widths = {table.text_width(line) for line in lines[2:]}
    assert len(widths) == 1, "every line ends in the same column"


def test_skipped_browser_test_fails_the_run(tmp_path):
    path = tmp_path / "test_sample.py"
    path.write_text(
        "import pytest\n"
        "@pytest.fixture\n"
        "def browser():\n"
        "    pytest.skip('no chromium')\n"
        "def test_screen(browser): pass\n"
        "def test_other(): pytest.skip('fine')\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:odoo",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "-p", "devtools.pytest_browser", "--rootdir", tmp_path, path],
        capture_output=True,
        text=True,
        cwd=layout.CHECKOUT,
    )
    assert done.returncode == 1, done.stdout
    assert "A browser test was skipped: Skipped: no chromium" in done.stdout
    assert "1 skipped" in done.stdout
