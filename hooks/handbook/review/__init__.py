"""Two states of the project → what a person must know who judges the change.

`diff` compares two texts word by word, `changed` says what of it matters, `comment` writes it down, `suggesting` says
what a click mends; `overdue` and `links` list what waits or fails without any change. `event` reads why a workflow
runs, `hosting` puts what was written under a pull request or into an issue. `words` reads `words.toml`.
"""
