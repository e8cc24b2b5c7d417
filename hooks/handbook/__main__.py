"""python -m handbook …: what the project can do without MkDocs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook import checks, sources
from handbook.checks import fixes, parity, rendered
from handbook.model import Place
from handbook.report import github, json, order, sarif, summary, terminal
from handbook.sources import changes, staleness, text

FORMATS = {"terminal": terminal, "github": github, "json": json, "sarif": sarif, "markdown": summary}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 when there are errors."""
    parser = argparse.ArgumentParser(prog="handbook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    judge = commands.add_parser("check", help="检查全部页面 / check every page")
    judge.add_argument("--format", choices=FORMATS, default="terminal", help="输出格式 / what to write")
    judge.add_argument("--changed", action="store_true", help="只看改动过的文件 / only what a change can have caused")
    judge.add_argument("--base", default="", metavar="REV", help="与此版本分叉处比较 / since the branch left REV")
    judge.add_argument("--fix", action="store_true", help="改正只有一种改法的问题 / mend what has one right answer")
    judge.add_argument("--site", type=Path, metavar="DIR", help="也检查生成的网站 / judge the built site too")
    follow = commands.add_parser("sync", help="标明译文与原文一致 / say that translations are up to date")
    follow.add_argument(
        "pages", nargs="*", metavar="PAGE", help="页面文件；不写则为两边一致的全部页面 / all in parity, if none"
    )
    books = commands.add_parser("books", help="由生成的网站排出两本书 / print the two books from the built site")
    books.add_argument("--site", type=Path, default=Path("site"))
    books.add_argument("--out", type=Path, default=Path("site/books"))
    books.add_argument("--all", action="store_true", help="另有小开本与单章 / the small and single editions too")
    commands.add_parser("fonts", help="重新裁切字体 / cut the fonts of the books anew (npm, fonttools)")
    cite = commands.add_parser(
        "cite", help="由 DOI、PMID、RIS 或 BibTeX 文件得到条目 / print the entry for a DOI, PMID, RIS or BibTeX"
    )
    cite.add_argument("asked", nargs="+", metavar="DOI|PMID|FILE", help="`-`：标准输入 / standard input")
    options = parser.parse_args(arguments)
    if options.command == "cite":
        return print_entries(options.asked)
    if options.command == "check":
        return check(options)
    if options.command == "sync":
        return sync(options.pages)
    if options.command == "books":
        return print_books(options)
    return renew_fonts()


def check(options: argparse.Namespace) -> int:
    """Judge the project in the current folder."""
    root = Path()
    site = sources.load(root)
    if options.fix:
        for path, content in fixes.fixes(site).items():
            text.write(root, path, content)
        site = sources.load(root)
    found = checks.run(site)
    if options.site:
        found = sorted({*found, *rendered.check(site, options.site)})
    changed, problems = changes.read(root, options.base) if options.changed else ({}, [])
    if options.changed and not problems:
        found = order.of_change(found, changed)
    if options.changed or options.format == "github":
        found = [*problems, *order.by_weight(found, changed)]
    print(FORMATS[options.format].show(found, site.settings.site_url))
    return 1 if checks.errors(found) else 0


def sync(names: list[str]) -> int:
    """Write into translations which text of their twin they say: into the pages named, or all that are in parity."""
    root = Path()
    site = sources.load(root)
    pages = {page.source: page for page in site.pages.values()}
    unknown = [name for name in names if Path(name).as_posix() not in pages]
    chosen = [pages[Path(name).as_posix()] for name in names if name not in unknown]
    for page in chosen if names else staleness.translations(site):
        original = site.twin(page)
        differences = [] if names else list(parity.compare(site, page.path))
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


def print_entries(asked: list[str]) -> int:
    """Print the entries to paste into references.bib; what is to be said of them goes to standard error."""
    from handbook.sources import lookup  # noqa: PLC0415 - the other commands need no network

    site = sources.load(Path())
    failed = False
    for one in asked:
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


def print_books(options: argparse.Namespace) -> int:
    """Print the books from the built site."""
    from handbook.editions import books  # noqa: PLC0415 - the other commands need no typesetter

    site = sources.load(Path())
    found = books.make(site, options.site, options.out, everything=options.all)
    if found:
        print(terminal.show(found, site.settings.site_url), file=sys.stderr)
    return 1 if found else 0


def renew_fonts() -> int:
    """Cut the fonts to the characters that the project uses now."""
    from handbook.editions.books import fonts  # noqa: PLC0415

    print("\n".join(fonts.make(Path())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
