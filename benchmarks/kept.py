"""Databases that take long to fill: kept, and replaced when their input changes."""

from pathlib import Path

from devtools import addons, console, layout, locks, templates

HERE = Path(__file__).parent


def content_key(*names):
    """Return a text that changes with any of these files of the folder."""
    return layout.short_hash(*((HERE / name).read_text() for name in sorted(names)))


def database(project, kind, key, build):
    """Return the name of the kept database; ``build(name)`` fills a new one.

    It is built under another name and renamed: what has the name is complete.
    """
    name = f"{kind}_{key}"
    with locks.lock(f"{kind}-{project.cluster.key}"):
        if project.databases.exists(name):
            console.say(f"Using the database {name} as it is.")
        else:
            build(f"filling_{kind}")
            _drop_old(project, kind)
            project.databases.rename(f"filling_{kind}", name)
    return name


def _drop_old(project, kind):
    for old in project.databases.names():
        if old.rpartition("_")[0] == kind:
            project.drop_database(old)


def without_addon(project, name):
    """Make ``name`` a fresh database with what the addon depends on."""
    project.clone_database(templates.base(project), name)


def install_addon(project, source, name):
    """Make ``name`` a copy of ``source`` that has the checkout's main addons."""
    project.clone_database(source, name)
    project.install(name, addons.main())
