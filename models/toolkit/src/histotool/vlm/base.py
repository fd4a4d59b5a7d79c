"""The model that everything starts from: a Hugging Face model with its tokenizer and chat template."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import AutoConfig, AutoTokenizer, PreTrainedTokenizerFast
from transformers.utils import logging

from histotool.vlm import qwen2_vl, smolvlm, vocabulary

logging.disable_progress_bar()

KINDS = {"smolvlm": smolvlm, "qwen2-vl": qwen2_vl}


@dataclass(frozen=True)
class Base:
    """`kind` is the module of `KINDS` that knows this model; `source` is what a card says about where it came from."""

    kind: object
    model: nn.Module
    tokenizer: PreTrainedTokenizerFast
    chat_template: str
    source: str

    def save(self, folder: Path) -> None:
        self.model.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        (folder / "chat_template.json").write_text(json.dumps({"chat_template": self.chat_template}), encoding="utf-8")


def kind_of(model_type: str):
    for kind in KINDS.values():
        if kind.MODEL_TYPE == model_type:
            return kind
    known = ", ".join(kind.MODEL_TYPE for kind in KINDS.values())
    raise ValueError(f"model type {model_type}: this toolkit fuses {known}")


def from_checkpoint(name: str, tokenizer: str | None = None) -> Base:
    """A Hugging Face folder or name, in float32; `tokenizer` names another folder for tokenizer and chat template."""
    try:
        config = AutoConfig.from_pretrained(name)
    except OSError as failure:
        raise ValueError(f"{name}: neither the folder of a Hugging Face model nor the name of one that can be fetched "
                         f"({str(failure).splitlines()[0]})") from failure
    kind = kind_of(config.model_type)
    model = kind.MODEL.from_pretrained(name, dtype=torch.float32, attn_implementation="eager")
    words, template = read_tokenizer(tokenizer or name)
    return Base(kind, model.eval(), words, template, Path(name).name if Path(name).is_dir() else name)


def from_configuration(kind_name: str, configuration: str, tokenizer: str | None, seed: int,
                       layers: tuple[int, int] | None = None) -> Base:
    """Random weights of `tiny` or of a JSON configuration file; without a tokenizer, the toolkit's small vocabulary.

    `layers` are of the vision tower and of the language model, where there shall be fewer than the configuration's.
    """
    kind = KINDS[kind_name]
    if tokenizer:
        words, template = read_tokenizer(tokenizer)
    else:
        words, template = vocabulary.build(kind), kind.CHAT_TEMPLATE
    torch.manual_seed(seed)
    if configuration == "tiny":
        config = kind.tiny(words)
    else:
        config = _configuration(kind, Path(configuration), layers)
        if len(words) > config.get_text_config().vocab_size:
            raise ValueError(f"{configuration}: a vocabulary of {config.get_text_config().vocab_size}, but the tokenizer has "
                             f"{len(words)} tokens; --tokenizer names the folder of the model's own")
    config._attn_implementation = "eager"
    return Base(kind, kind.MODEL(config).float().eval(), words, template, f"{kind_name} from configuration, seed {seed}")


def _configuration(kind, file: Path, layers: tuple[int, int] | None):
    entries = json.loads(file.read_text(encoding="utf-8"))
    if entries.pop("model_type", kind.MODEL_TYPE) != kind.MODEL_TYPE:
        raise ValueError(f"{file}: not the configuration of a {kind.MODEL_TYPE}")
    entries.pop("quantization_config", None)  # it is about weights, and these are random
    if layers:
        language = entries.get("text_config", entries)
        entries["vision_config"][kind.VISION_LAYERS], language["num_hidden_layers"] = layers
        language.pop("layer_types", None)  # one for each layer that was; the default is the same for all
    return AutoConfig.for_model(kind.MODEL_TYPE, **entries)


def read_tokenizer(folder: str) -> tuple[PreTrainedTokenizerFast, str]:
    """Tokenizer and chat template of a folder or hub name; older folders keep the template in `chat_template.json`."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    file = Path(folder) / "chat_template.json"
    if file.is_file():
        return tokenizer, json.loads(file.read_text(encoding="utf-8"))["chat_template"]
    if not tokenizer.chat_template:
        raise ValueError(f"{folder}: no chat template")
    return tokenizer, tokenizer.chat_template


def digest(model: nn.Module) -> str:
    """sha256 of all weights, by their names in order."""
    whole = hashlib.sha256()
    for name, value in sorted(model.state_dict().items()):
        whole.update(name.encode())
        whole.update(value.detach().contiguous().cpu().view(torch.uint8).numpy().data)
    return whole.hexdigest()
