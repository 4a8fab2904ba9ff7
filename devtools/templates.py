"""Template databases: built once, cloned in a moment, replaced when they are old."""

from . import addons, layout, locks, venv
from .odoo import LANGUAGES

BUILDING = "building_"


def base_key(project, deps):
    """Return a text that changes with anything that a base database is made of."""
    odoo = project.odoo.version + project.odoo.home
    return layout.short_hash(odoo, venv.pins(), deps, LANGUAGES)


def base(project, demo=False, deps=None):
    """Return a database with what our addons depend on, without our addons."""
    deps = deps or addons.dependencies(addons.main()) or ["contacts", "sale"]

    def build(name):
        title = f"Preparing a database with {', '.join(deps)}"
        title += " and demo data" if demo else ""
        project.create_database(name, deps, demo=demo, title=title)

    return _built(project, _base_kind(deps, demo), base_key(project, deps), build)


def _base_kind(deps, demo):
    """One of each kind is kept: with and without demo data and the apps we join."""
    joined = set(deps) - set(addons.dependencies(addons.main()))
    return "_".join(["base", *["joined"] * bool(joined), *["demo"] * demo])


def installed(project):
    """Return a database with the addons that people install, without demo data."""
    source, ours = base(project), addons.main()

    def build(name):
        project.clone_database(source, name)
        project.install(name, ours)

    key = layout.short_hash(source, addons.content_hash(ours))
    return _built(project, "installed", key, build)


def joined(project):
    """Return one with every addon: the rest came by themselves, with their apps."""
    source, ours = installed(project), addons.joining()
    apps = addons.dependencies(ours)

    def build(name):
        project.clone_database(source, name)
        project.install(name, apps)

    if not ours:
        return source
    key = layout.short_hash(source, addons.content_hash(ours), apps)
    return _built(project, "joined", key, build)


def _built(project, kind, key, build):
    """Build under another name and rename: what has the name is complete."""
    name = f"{kind}_{key}"
    if project.databases.exists(name):
        return name
    with locks.lock(f"{kind}-{project.cluster.key}"):
        if not project.databases.exists(name):
            build(f"{BUILDING}{kind}")
            _drop_old(project, kind)
            project.databases.rename(f"{BUILDING}{kind}", name)
    return name


def _drop_old(project, kind):
    for old in project.databases.names():
        if old.rpartition("_")[0] == kind:
            project.drop_database(old)
