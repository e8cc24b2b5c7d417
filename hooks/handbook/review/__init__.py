"""Two states of the project → what a person must know who judges the change.

`words` compares two texts word by word, `changed` says what of it matters, `comment` writes it down;
`overdue` lists what has waited too long without any change. Every word stands in `words.toml`.
"""
