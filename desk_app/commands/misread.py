"""What the parser of the command line says of words it does not understand, in the language of the answer.

The parser of the standard library knows English only and hands over a finished sentence, so it is taken apart here.
"""

from __future__ import annotations

import re

from desk_app.commands.speech import tell
from desk_app.i18n import N_
from desk_app.wording import Message, say

_SAID = (
    (r"the following arguments are required: (?P<words>.+)", N_("{words} not given")),
    (r"unrecognized arguments: (?P<words>.+)", N_("not known here: {words}")),
    (
        r"argument (?P<name>[^:]+): invalid choice: (?P<given>.+) \(choose from (?P<words>.+)\)",
        N_("{name}: {given} is none of {words}"),
    ),
    (r"argument (?P<name>[^:]+): expected (?:one|at least one) argument", N_("{name}: nothing is given after it")),
    (r"argument (?P<name>[^:]+): ignored explicit argument (?P<given>.+)", N_("{name}: takes no value, not {given}")),
    (
        r"ambiguous option: (?P<given>.+) could match (?P<words>.+)",
        N_("{given} may be any of {words}"),
    ),
)
"""The sentences of argparse in Python 3.11, and ours for them. What is not among them is shown as it is."""


def not_understood(said: str, usage: str) -> None:
    """The words of the command line fit nothing; `said` is what the parser found, `usage` what it would take."""
    tell(usage.strip())
    reason = reason_of(said)
    tell(say(N_("The command is incomplete or not understood ({reason}). See --help."), {"reason": reason}))


def reason_of(said: str) -> Message | str:
    """Our words for a sentence of the parser; the sentence itself where it is a new one."""
    for pattern, text in _SAID:
        found = re.fullmatch(pattern, said, flags=re.DOTALL)
        if found is not None:
            return Message(text, {name: _bare(value) for name, value in found.groupdict().items()})
    return said


def _bare(words: str) -> str:
    """Without the quotation marks of Python's own writing."""
    return re.sub(r"'([^']*)'", r"\1", words)
