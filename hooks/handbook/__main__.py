"""python -m handbook …: what the project can do without MkDocs."""

from __future__ import annotations

import argparse
import gc
import io
import json as plain_json
import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from handbook import checks, sources
from handbook.arguments import FORMATS, parser
from handbook.checks import fixes, parity
from handbook.model import Place
from handbook.report import failures, order, terminal
from handbook.review import changed, comment, event, overdue, suggesting
from handbook.sources import aside, changes, earlier, staleness, text

WRITING = {"build", "books", "offline", "sync", "fonts"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 when there are errors, or when the machine lacks something."""
    try:
        return command(arguments)
    except BrokenPipeError:  # whoever read has seen enough
        return 1
    except KeyboardInterrupt:  # whoever pressed Ctrl+C knows
        return 130
    except OSError as error:
        print(failures.say(error), file=sys.stderr)
        return 1


def command(arguments: list[str] | None) -> int:
    """Read the command line and do what it asks; what writes waits for others that do."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error: not every locale has every sign
    options = parser().parse_args(arguments)
    writes = options.command in WRITING or (options.command == "check" and options.fix)
    with aside.alone(Path(), _wait) if writes else nullcontext():
        return COMMANDS[options.command](options)


def _wait() -> None:
    print("另一个命令正在这里写入，等它结束 / another command is writing here: waiting for it to end", file=sys.stderr)


def check(options: argparse.Namespace) -> int:
    """Judge the project in the current folder."""
    root = Path()
    site = sources.load(root)
    if options.fix:
        for path, content in fixes.fixes(site).items():
            text.write(root, path, content)
            print(f"{path}: 已改正 / mended", file=sys.stderr)
        site = sources.load(root)
    pull = _pull(options.event)
    base, narrow = (pull.base, True) if pull else (options.base, options.changed)
    if base:
        site = replace(site, earlier=earlier.texts(root, site.pages.values(), base))
    found = checks.run(site)
    if options.site:
        from handbook.checks import rendered  # noqa: PLC0415 - the other checks need no parser of HTML

        found = sorted({*found, *rendered.check(site, options.site)})
    lines, problems = changes.read(root, base) if narrow else ({}, [])
    if narrow and not problems:
        found = order.of_change(found, lines)
    if narrow or options.format == "github":
        found = [*problems, *order.by_weight(found, lines)]
    print(FORMATS[options.format].show(found, site.settings.site_url))
    for form, file in options.write:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FORMATS[form].show(found, site.settings.site_url) + "\n", "utf-8")
    return 1 if checks.errors(found) else 0


def review(options: argparse.Namespace) -> int:
    """Print the comment on what changed since the branch left its base; findings don't make it fail."""
    root = Path()
    site = sources.load(root)
    pull = _pull(options.event)
    base = pull.base if pull else options.base
    lines, problems = changes.read(root, base)
    if problems:
        print(terminal.show(problems, site.settings.site_url), file=sys.stderr)
        return 1
    site = replace(site, earlier=earlier.texts(root, site.pages.values(), base))
    found = checks.run(site)
    edits = earlier.read(root, base, lines)
    shown = order.by_weight(order.of_change(found, lines), lines)
    pattern = str(site.settings.handbook.get("preview") or "")
    books = (file.relative_to(options.site).as_posix() for file in options.site.glob("books/**/*.pdf"))
    ways = comment.Ways(site.settings.site_url, files=options.files, books=frozenset(books))
    if pull:
        ways = ways._replace(preview=pattern.format(number=pull.number, sha=pull.sha), edit=pull.edit)
    suggestions = [one._asdict() for one in suggesting.of(site, lines)]
    written = comment.show(changed.of(site, edits, found), shown, lines, ways, len(suggestions))
    print(written, end="")
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "review.md").write_text(written, "utf-8")
        (options.out / "suggestions.json").write_text(plain_json.dumps(suggestions, ensure_ascii=False), "utf-8")
    return 0


def _pull(file: Path | None) -> event.Pull | None:
    return event.pull(plain_json.loads(file.read_text("utf-8"))) if file else None


def sync(options: argparse.Namespace) -> int:
    """Write into translations which text of their twin they say: into the pages named, or all that are in parity."""
    root = Path()
    site = sources.load(root)
    pages = {page.source: page for page in site.pages.values()}
    unknown = [name for name in options.pages if Path(name).as_posix() not in pages]
    chosen = [pages[Path(name).as_posix()] for name in options.pages if name not in unknown]
    for page in chosen if options.pages else staleness.translations(site):
        original = site.twin(page)
        differences = [] if options.pages else list(parity.compare(site, page.path))
        if original is None or (content := staleness.stamped(page, original)) == page.text:
            continue
        if differences:
            print(f"{page.source}: {len(differences)} 处不同，未写 / {len(differences)} differences, not written")
        else:
            text.write(root, page.source, content)
            print(f"{page.source}: {staleness.FIELD} {original.blob}")
    for name in unknown:
        print(f"{name}: 没有这个页面 / no such page", file=sys.stderr)
    return 1 if unknown else 0


def list_overdue(_: argparse.Namespace) -> int:
    """Print what has waited too long."""
    print(overdue.show(sources.load(Path()), datetime.now(tz=UTC).date()), end="")
    return 0


def ask_outside(_: argparse.Namespace) -> int:
    """Print which outside addresses fail; they don't make the command fail, or one host would stop everything."""
    from handbook.review import links  # noqa: PLC0415 - the other commands need no network

    site = sources.load(Path())
    found = links.uses(site)
    agent = f"imnm-handbook-links (+{site.settings.repo_url})"
    print(links.show(links.ask(found, links.Manners(agent)), found), end="")
    return 0


def print_entries(options: argparse.Namespace) -> int:
    """Print the entries to paste into references.bib; what is to be said of them goes to standard error."""
    from handbook.sources import lookup  # noqa: PLC0415 - the other commands need no network

    site = sources.load(Path())
    failed = False
    for one in options.asked:
        found = (
            lookup.from_text(sys.stdin.read(), site.entries, Place(one))
            if one == "-"
            else lookup.find(one, site.entries)
        )
        entries, problems = found
        if entries:
            print("\n\n".join(entries), end="\n\n")
        if problems:
            print(terminal.show(problems, site.settings.site_url), file=sys.stderr)
        failed = failed or bool(checks.errors(problems))
    return 1 if failed else 0


def build(options: argparse.Namespace) -> int:
    """Build the site, and the books in it, in the place of what was there."""
    from handbook.editions import building  # noqa: PLC0415 - as the other editions

    code, found = building.build(options.site.resolve(), books=not options.no_books, strict=not options.no_strict)
    if found:
        print(terminal.show(found, sources.load(Path()).settings.site_url), file=sys.stderr)
    return code


def print_books(options: argparse.Namespace) -> int:
    """Print the books from the built site."""
    from handbook.editions import building  # noqa: PLC0415 - as the other editions

    site = sources.load(Path())
    found = building.print_books(site, options.site.resolve(), options.out.resolve(), phone=options.phone)
    if found:
        print(terminal.show(found, site.settings.site_url), file=sys.stderr)
    return 1 if found else 0


def pack(options: argparse.Namespace) -> int:
    """Pack the built site into one zip, named after the project and its version."""
    from handbook.editions import offline  # noqa: PLC0415 - as the other editions

    if not (options.site / "index.html").is_file():
        print(
            f"{options.site}: 还没有生成网站，请先运行 make / the site is not built yet: run make first",
            file=sys.stderr,
        )
        return 1
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    target = options.out or Path("build") / f"{project['name']}-{project['version']}.zip"
    offline.bundle(options.site, target, int(os.environ.get("SOURCE_DATE_EPOCH", "0")))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


def renew_fonts(_: argparse.Namespace) -> int:
    """Cut the fonts to the characters that the project uses now."""
    from handbook.editions.books import fonts  # noqa: PLC0415

    print("\n".join(fonts.make(Path())))
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check, "sync": sync, "review": review, "overdue": list_overdue, "links": ask_outside, "build": build,
    "books": print_books, "offline": pack, "fonts": renew_fonts, "cite": print_entries,
}  # fmt: skip


if __name__ == "__main__":
    gc.disable()  # what is read is kept to the end: to look for garbage in it takes time and finds none
    sys.exit(main())
