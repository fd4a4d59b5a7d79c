"""What a command was not told, it asks for at a terminal; without one it says at once all that is missing."""

import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """`option` is the name in the command's options; `read` turns an answer into its value, or raises ValueError."""

    option: str
    text: str
    read: Callable[[str], object] = str
    default: str | None = None

    @property
    def flag(self) -> str:
        return "--" + self.option.replace("_", "-")


def complete(options, questions: list[Question], *, interactive: bool | None = None, ask: Callable[[str], str] = input) -> None:
    """Sets every option that is None; ValueError names all flags that are missing where nobody can be asked."""
    interactive = sys.stdin.isatty() if interactive is None else interactive
    open_ones = [question for question in questions if getattr(options, question.option) is None]
    missing = [question for question in open_ones if question.default is None]
    if missing and not interactive:
        raise ValueError("Still missing:\n" + "\n".join(f"  {q.flag:18} {q.text}" for q in missing))
    for question in open_ones:
        setattr(options, question.option, _answer(question, ask) if interactive else question.read(question.default))


def _answer(question: Question, ask: Callable[[str], str]) -> object:
    hint = f" [{question.default}]" if question.default is not None else ""
    while True:
        text = ask(f"{question.text}{hint}: ").strip() or question.default
        try:
            if text:
                return question.read(text)
        except ValueError as wrong:
            print(wrong)
