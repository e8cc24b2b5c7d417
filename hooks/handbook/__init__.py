"""The handbook, room by room, in the order in which a page passes through them.

An import names only a room further up this list.

| room | what goes in → what comes out | open it to … |
| --- | --- | --- |
| `model` | the frozen values that everything passes on | add a field |
| `report` | diagnostics → words; `messages/*.toml` hold every sentence | reword a message, add an output |
| `sources` | files → values, with the faults found on the way | read a new field or file |
| `checks` | values → diagnostics, one file per family of rules | add a rule |
| `render` | values → HTML, as one Python-Markdown extension | change how a citation or table looks |
| `editions` | built HTML → what readers get: languages, search, offline, books | change what is published |
| `review` | two states of the project → what a person must know of a change | change the comment on a pull request |
| `arguments` | the command line → what is asked of a command | add an option |

`__main__` does what is asked; `../events.py` is the only file that knows MkDocs.
"""
