"""The one prompt of a classifier, down to its tokens, and the tokens of its answers."""

from dataclasses import dataclass

QUESTION = "Is the tissue in this image benign or malignant?"


@dataclass(frozen=True)
class Prompt:
    """`tokens` has one `image_token` for each image feature; `answers` has each label's tokens as they follow the prompt."""

    question: str
    rendered: str
    tokens: tuple[int, ...]
    image_token: int
    answers: tuple[tuple[int, ...], ...]

    @property
    def first_tokens_differ(self) -> bool:
        first = [answer[0] for answer in self.answers]
        return len(set(first)) == len(first)

    def runs(self) -> list[tuple[bool, int, int]]:
        """(is image, start, end) of each run of text or image tokens, in order."""
        result: list[tuple[bool, int, int]] = []
        for position, token in enumerate(self.tokens):
            image = token == self.image_token
            if result and result[-1][0] == image:
                result[-1] = (image, result[-1][1], position + 1)
            else:
                result.append((image, position, position + 1))
        return result


def render(tokenizer, chat_template: str, question: str) -> str:
    """The chat template's text of one image and the question, up to where the answer begins."""
    messages = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": question}]}]
    return tokenizer.apply_chat_template(
        messages, chat_template=chat_template, add_generation_prompt=True, tokenize=False)


def build(base, grid, labels: tuple[str, ...], question: str = QUESTION) -> Prompt:
    """`grid` is the kind's own; a label whose tokens change when they follow the prompt is an error."""
    rendered = render(base.tokenizer, base.chat_template, question)
    image = base.kind.IMAGE_TEXT
    if rendered.count(image) != 1:
        raise ValueError(f"the chat template must place {image} once, but gave {rendered!r}")
    text = rendered.replace(image, base.kind.image_text(grid))
    tokens = _tokens(base.tokenizer, text)
    answers = []
    for label in labels:
        answer = label if text[-1].isspace() else " " + label
        answers.append(tuple(_tokens(base.tokenizer, answer)))
        if _tokens(base.tokenizer, text + answer) != tokens + list(answers[-1]):
            raise ValueError(f"label {label!r}: its first token merges with the end of the prompt")
    prompt = Prompt(question, rendered, tuple(tokens), base.kind.image_token(base.model.config), tuple(answers))
    _check(prompt, labels)
    return prompt


def _tokens(tokenizer, text: str) -> list[int]:
    return tokenizer(text, add_special_tokens=False)["input_ids"]


def _check(prompt: Prompt, labels: tuple[str, ...]) -> None:
    for i, first in enumerate(prompt.answers):
        for j, second in enumerate(prompt.answers):
            if i != j and second[: len(first)] == first:
                raise ValueError(f"labels {labels[i]!r} and {labels[j]!r}: the one's tokens begin the other's, "
                                 "so no score of whole labels can tell them apart")
