"""The command line → what is asked of a command."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.report import github, json, sarif, summary, terminal

DESCRIPTION = "python -m handbook …: what the project can do without MkDocs."
EVENT = "代码托管服务的事件，由它得知与哪个分支比较 / the hosting service's event, which names the base"
FORMATS = {"terminal": terminal, "github": github, "json": json, "sarif": sarif, "markdown": summary}


def parser() -> argparse.ArgumentParser:
    """Return what reads a command line: its result has `command`, and the options of that command."""
    whole = argparse.ArgumentParser(prog="handbook", description=DESCRIPTION)
    commands = whole.add_subparsers(dest="command", required=True)
    judge = commands.add_parser("check", help="检查全部页面 / check every page")
    judge.add_argument("--format", choices=FORMATS, default="terminal", help="输出格式 / what to write")
    judge.add_argument("--changed", action="store_true", help="只看改动过的文件 / only what a change can have caused")
    judge.add_argument("--base", default="", metavar="REV", help="与此版本分叉处比较 / since the branch left REV")
    judge.add_argument("--fix", action="store_true", help="改正只有一种改法的问题 / mend what has one right answer")
    judge.add_argument("--event", type=Path, metavar="FILE", help=EVENT)
    judge.add_argument(
        "--write",
        action="append",
        type=_written,
        default=[],
        metavar="FORMAT=FILE",
        help="同时写入文件 / write it to a file too",
    )
    judge.add_argument("--site", type=Path, metavar="DIR", help="也检查生成的网站 / judge the built site too")
    follow = commands.add_parser("sync", help="标明译文与原文一致 / say that translations are up to date")
    follow.add_argument(
        "pages", nargs="*", metavar="PAGE", help="页面文件；不写则为两边一致的全部页面 / all in parity, if none"
    )
    compare = commands.add_parser(
        "review", help="改动的逐字对照与审阅要点 / what a change does, as a comment in Markdown"
    )
    compare.add_argument("--base", default="main", metavar="REV", help="与此版本分叉处比较 / since the branch left REV")
    compare.add_argument("--event", type=Path, metavar="FILE", help=EVENT)
    compare.add_argument(
        "--site",
        type=Path,
        default=Path("site"),
        metavar="DIR",
        help="由改动生成的网站 / the site built from the change",
    )
    compare.add_argument(
        "--files", default="", metavar="URL", help="下载该网站的地址 / where that site can be downloaded"
    )
    compare.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="另存评论，以及可一键采纳的改法 / write it there too, with what a click mends",
    )
    commands.add_parser(
        "overdue", help="久未核对的页面与过时的译文 / pages to be checked again, and translations that lag"
    )
    commands.add_parser(
        "links", help="打不开的外部链接（需要网络）/ links to other sites that fail (needs the network)"
    )
    make = commands.add_parser(
        "build", help="生成网站与书，完成后才替换旧的 / build all aside; it replaces the old when done"
    )
    make.add_argument("--site", type=Path, default=Path("site"))
    make.add_argument("--no-books", action="store_true", help="只生成网站 / the site alone")
    make.add_argument(
        "--no-strict", action="store_true", help="有错误也生成，供预览 / whatever the checks find, to look at"
    )
    books = commands.add_parser("books", help="由生成的网站排出两本书 / print the two books from the built site")
    books.add_argument("--site", type=Path, default=Path("site"))
    books.add_argument("--out", type=Path, default=Path("site/books"))
    books.add_argument("--phone", action="store_true", help="另排适合手机的小开本 / small books for phones too")
    offline = commands.add_parser(
        "offline", help="把生成的网站打成离线包 / pack the built site to be read from a folder"
    )
    offline.add_argument("--site", type=Path, default=Path("site"))
    offline.add_argument("--out", type=Path, metavar="ZIP", help="默认 build/imnm-handbook-<版本>.zip")
    commands.add_parser("fonts", help="重新裁切字体 / cut the fonts of the books anew (npm, fonttools)")
    cite = commands.add_parser(
        "cite", help="由 DOI、PMID、RIS 或 BibTeX 文件得到条目 / print the entry for a DOI, PMID, RIS or BibTeX"
    )
    cite.add_argument("asked", nargs="+", metavar="DOI|PMID|FILE", help="`-`：标准输入 / standard input")
    return whole


def _written(given: str) -> tuple[str, Path]:
    form, _, file = given.partition("=")
    if form not in FORMATS or not file:
        raise argparse.ArgumentTypeError(f"{given}: FORMAT=FILE ({', '.join(FORMATS)})")
    return form, Path(file)
