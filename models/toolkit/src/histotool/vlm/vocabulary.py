"""The small vocabulary of the demonstration models: byte pairs learned from the toolkit's own questions and answers."""

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from histotool.vlm import attributes, prompts

SIZE = 448


def build(kind) -> PreTrainedTokenizerFast:
    """The same for the same toolkit; any text can be written in it, since single bytes are tokens too."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, special_tokens=list(kind.SPECIAL_TOKENS), show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(_corpus(), trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>",
        additional_special_tokens=list(kind.SPECIAL_TOKENS[3:]))


def _corpus() -> list[str]:
    words = ["benign", "malignant", "assistant", "Assistant:", "User:", "user", "You are a helpful assistant."]
    for attribute in attributes.ATTRIBUTES:
        words += [attribute.question, *attribute.answers]
    lines = [prompts.QUESTION, *words, *(" " + word for word in words)]
    return lines * 8
