"""info: what is in the file, and how it is kept."""

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.commands.backup import backup_json
from crm_desktop.cli.declare import Call, Outcome, command
from crm_desktop.services import backups
from crm_desktop.services.file_info import file_info


@command("info", N_("counts, size, schema version, cipher settings, last backup"))
def info(call: Call) -> Outcome:
    """Say what `services.file_info` knows."""
    with call.workspace() as workspace:
        found = file_info(workspace)
        last = backups.latest(workspace)
    document = {
        "file": str(found.path),
        "counts": dict(found.counts),
        "size_bytes": found.size_bytes,
        "schema": found.schema,
        "cipher": dict(found.cipher),
        "last_backup": None if last is None else backup_json(last),
    }
    counts = ", ".join(f"{name} {number}" for name, number in found.counts.items())
    text = _("{file}: {size} bytes, schema {schema}, {cipher}\n{counts}")
    filled = text.format(
        file=found.path,
        size=f"{found.size_bytes:,}",
        schema=found.schema,
        cipher=found.cipher["version"],
        counts=counts,
    )
    when = "" if last is None else f"{last.made_at:%Y-%m-%d %H:%M}"
    backed_up = _("Last backup: {when}").format(when=when) if when else _("No backup yet.")
    return Outcome(document, f"{filled}\n{backed_up}")
