"""The fields of BibTeX and BibLaTeX, what each kind of work can't do without, and how babel names languages."""

from __future__ import annotations

FIELDS = frozenset(
    """abstract addendum address afterword annotation annotator annote archiveprefix articleno author authortype
    bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter commentator crossref cstr date day doi
    edition editor editora editortype eid entryset entrysubtype eprint eprintclass eprinttype eventdate eventtitle
    eventtitleaddon execute file foreword gender groups holder howpublished ids indextitle institution
    introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle iswc journal journalabbr journalsubtitle
    journaltitle key keywords label langid langidopts language library location mainsubtitle maintitle
    maintitleaddon month nameaddon note number options organization origdate origlanguage origlocation
    origpublisher origtitle owner pages pagetotal pagination part pdf pmcid pmid presort primaryclass publisher
    pubstate related relatedstring relatedtype reprinttitle school section series shortauthor shorteditor
    shorthand shorthandintro shortjournal shortseries shorttitle sortkey sortname sorttitle sortyear subtitle
    timestamp title titleaddon translator type url urldate venue version volume volumes xdata xref year""".split()  # noqa: SIM905 - words read better so
)
REQUIRED = {  # names joined by `|`: one of them
    "article": ("title", "journal"),
    "newspaper": ("title", "journal"),
    "chapter": ("title", "booktitle"),
    "conference": ("title", "booktitle|eventtitle|howpublished|organization"),
    "thesis": ("title", "author", "school"),
    "patent": ("title", "number"),
    "standard": ("title", "number"),
    "web": ("title", "url|doi"),
    "dataset": ("title", "url|doi"),
    "preprint": ("title", "url|doi|eprint"),
}
LANGUAGE_NAMES = frozenset(
    """american arabic australian austrian brazilian british bulgarian canadian catalan chinese croatian czech danish
    dutch english estonian finnish french german greek hebrew hindi hungarian indonesian italian japanese korean
    latin latvian lithuanian malay naustrian newzealand ngerman norsk norwegian nswissgerman nynorsk persian
    polish portuguese romanian russian serbian slovak slovene slovenian spanish swedish thai turkish ukrainian
    ukenglish usenglish vietnamese simplifiedchinese traditionalchinese chinese-hans chinese-hant""".split()  # noqa: SIM905 - words read better so
)
