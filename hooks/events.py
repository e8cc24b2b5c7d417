"""The only file that MkDocs loads. Handlers of a few lines: what they call knows nothing of MkDocs.

static-i18n builds the second language inside the first build's `on_post_build`, so every event runs once per language.
Where it can, a single build does that in a child process as soon as the first language's files are known: both are then
made at the same time, and what is made of all pages together waits for them.
What is read once rides on the configuration, which MkDocs loads afresh for every build, a preview's rebuilds too.
"""

from __future__ import annotations

import gc

gc.disable()  # until all is loaded: it is kept, and to look for garbage in it takes a thirtieth of a build

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.utils import write_file

from handbook import checks, sources
from handbook.checks import child
from handbook.checks.child import Child
from handbook.checks.targets import Files
from handbook.editions import furniture, languages, preview, weight, whole
from handbook.editions.preview import PREVIEW
from handbook.editions.whole import Read
from handbook.model import LANGUAGES, Diagnostic, Language, Site
from handbook.render.addresses import DEFAULT, published_in
from handbook.render.banner import banner
from handbook.render.extension import HandbookExtension
from handbook.report import failures, terminal

Config = Any  # mkdocs.config.defaults.MkDocsConfig, with our extension as `handbook` on it
Page = Any  # mkdocs.structure.pages.Page, with static-i18n's attributes on its file

TEMPLATES = ("main.html", "404.html", "sitemap.xml")
# Of the configuration, what is no plain value; what plugins are told shows in the values that they set.
OBJECTS = {"theme", "plugins", "hooks", "markdown_extensions"}


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001
    """Note whether the builds that follow are a preview's."""
    PREVIEW.serving = command == "serve"


def on_shutdown() -> None:
    """Let no work outlive the preview's files."""
    PREVIEW.wait()


def on_config(config: Config) -> Config:
    """Read and judge the project once; hand it to the Markdown extension. A preview shows the page first."""
    if not hasattr(config, "handbook"):
        PREVIEW.wait()
        site = sources.load(Path(config.config_file_path).parent)
        gc.enable()
        if not _patient(config):
            _judge(site, config)
        config.handbook = HandbookExtension(site=site)
        config.markdown_extensions.append(config.handbook)
        theme = config.plugins["material/search"]  # its index: ours is written once at the end
        config.plugins.events["page_context"].remove(theme.on_page_context)
        config.built = tuple(config.plugins["i18n"].build_languages)
        config.child = None
        config.seen = weight.Seen() if config.strict else None  # in a preview any rule of style may come to be needed
        if PREVIEW.serving:
            config.extra_javascript.append(preview.RELOAD)
    return config


def _publish(files: Any, config: Config) -> Any:
    """Leave out what can't be read or published, as the checks have said: a preview goes on after errors."""
    known = Files.of(config.handbook.site)
    for file in [file for file in files if not known.publishes(file.src_uri)]:
        files.remove(file)
    return files


@event_priority(-200)  # after static-i18n, which sorts the files by language at -100
def _share(files: Any, config: Config) -> Any:
    """Hand the other languages to a child, so that static-i18n finds nothing to build after the first."""
    i18n = config.plugins["i18n"]
    if not i18n.building and not PREVIEW.serving and len(config.built) > 1 and child.possible():
        PREVIEW.templates.compile(on_env(config.theme.get_env(), config, files), TEMPLATES)
        config.child = Child(partial(_others, config))
        for language in i18n.config.languages:
            language.build = language.locale == i18n.current_language
    return files


on_files = CombinedEvent(_publish, _share)


def on_nav(nav: Any, config: Config, files: Any) -> Any:
    """Write out what the pages of this language have in common, to see at a preview's next build what changed."""
    if PREVIEW.serving:
        plain = {name: value for name, value in config.items() if name not in OBJECTS}
        config.common = preview.common(config.handbook.site, plain, dict(config.theme), list(files.src_uris))
    return nav


def on_page_markdown(markdown: str, page: Page, config: Config, files: Any) -> str:  # noqa: ARG001
    """Tell the extension which page comes; say on the page what it lacks."""
    site: Site = config.handbook.site
    own = site.pages[_key(page)]
    config.handbook.page = own
    page.meta.pop("status", None)  # the theme would draw an icon of its own for it in the navigation
    page.meta["title"] = own.title.replace("<", "&lt;")  # the theme prints it as it is; a preview goes on after errors
    text = languages.notice(own.language, _building(config)) + banner(site, own) + markdown
    page.made_of = preview.inputs(site, own, text, config.common) if PREVIEW.serving else None
    page.kept = PREVIEW.recall(page.url, page.made_of)
    if page.kept is not None:
        page.meta["template"] = "kept.html"
        page.content, page.render = "", lambda *_: None
    return text


def on_page_content(html: str, page: Page, config: Config, files: Any) -> str:  # noqa: ARG001
    """Let nothing in a page's text speak for the page."""
    return furniture.inert(html)


def on_env(env: Any, config: Config, files: Any) -> Any:  # noqa: ARG001
    """Compile each template once."""
    env.bytecode_cache = PREVIEW.templates
    return env


def on_page_context(context: dict[str, Any], page: Page, config: Config, nav: Any) -> dict[str, Any]:  # noqa: ARG001
    """Give the templates what they show around a page."""
    if page.kept is None:
        site: Site = config.handbook.site
        context["handbook"] = furniture.context(site, site.pages[_key(page)], page.url, page.edit_url)
        page.toc = [furniture.Title(page.toc)]
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: Config) -> dict[str, Any]:  # noqa: ARG001
    """Give templates without a page their words (404) and addresses (sitemap)."""
    site: Site = config.handbook.site
    context["handbook"] = furniture.missing(site, _building(config))
    context["published"] = languages.published(site, config.built)
    return context


def on_post_page(output: str, page: Page, config: Config) -> str:
    """Name the language that the text is in; let go of what is written."""
    if page.kept is None:
        output = weight.page(languages.tag_language(output, page.file.locale))
        PREVIEW.keep(page.url, page.made_of, output)
    if config.seen is not None:
        config.seen.add(output)
    page.markdown = page.content = ""  # a large site is more than memory should hold at once
    return output


def on_post_template(output: str, template_name: str, config: Config) -> str:
    """Write one 404 page per language; MkDocs knows one, and the last language would keep it."""
    if template_name != "404.html":
        return output
    language = _building(config)
    html = languages.tag_language(output, language)
    if config.seen is not None:
        config.seen.add(html)
    write_file(html.encode(), str(Path(config.site_dir) / languages.missing_page(language)))
    return ""


@event_priority(-200)  # after static-i18n, which builds the other languages at -100
def on_post_build(config: Config) -> None:
    """When the last language is there: what takes both."""
    i18n = config.plugins["i18n"]
    if i18n.building:
        return
    pages = {} if _patient(config) else _joined(config)
    weight.write(Path(config.site_dir), config.seen)
    if PREVIEW.serving:
        preview.write(Path(config.site_dir))
    if _patient(config):
        PREVIEW.later(lambda: _finish(config, _read(config)), partial(_judge, config.handbook.site, config))
    else:
        _finish(config, pages)


def on_build_error(error: Exception) -> None:
    """Say in one line what the machine lacks, such as space or rights."""
    if isinstance(error, OSError):
        raise Abort(failures.say(error)) from None


def _others(config: Config) -> tuple[Read, weight.Seen | None]:
    """Build the other languages as static-i18n does after the first, and read their pages."""
    config.plugins["i18n"].on_post_build(config)
    return _read(config, lambda address: published_in(address) != DEFAULT), config.seen


def _joined(config: Config) -> Read:
    """Read the built pages, each by the process that built it."""
    if config.child is None:
        return _read(config)
    own = _read(config, lambda address: published_in(address) == DEFAULT)
    others, seen = config.child.result()
    if seen is not None:
        config.seen.join(seen)
    return dict(sorted((own | others).items()))


def _read(config: Config, chosen: Callable[[str], bool] = bool) -> Read:
    """Read the built pages whose address is chosen: their sections, and what is judged of them."""
    return whole.read(Path(config.site_dir), chosen, judged=_whole(config))


def _finish(config: Config, pages: Read) -> None:
    """Write what is made of all pages together, and judge what was built."""
    site: Site = config.handbook.site
    _report(whole.finish(site, Path(config.site_dir), pages), site, config)


def _judge(site: Site, config: Config) -> None:
    _report(checks.run(site), site, config)


def _patient(config: Config) -> bool:
    """Whether search and findings can wait until the page is seen: nothing hangs on them."""
    return PREVIEW.serving and not config.strict


def _whole(config: Config) -> bool:
    """Whether all that links can lead to is built; a preview shows what there is."""
    return config.strict and len(config.built) == len(LANGUAGES)


def _report(found: list[Diagnostic], site: Site, config: Config) -> None:
    """Print every finding; errors stop a strict build whatever the log level, and only a preview goes on."""
    if found:
        click.echo(terminal.show(found, site.settings.site_url), err=True)
    if config.strict and checks.errors(found):
        raise Abort("handbook: 有错误 / there are errors")


def _building(config: Config) -> Language:
    language: Language = config.plugins["i18n"].current_language or DEFAULT
    return language


def _key(page: Page) -> tuple[Language, str]:
    """Find the page that is shown: of a page without twin, that is the one in the other language."""
    language, path = page.file.src_uri.split("/", 1)
    return ("en" if language == "en" else "zh"), path
