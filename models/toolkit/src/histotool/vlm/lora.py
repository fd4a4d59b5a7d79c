"""Low-rank adapters in the language model's projections; the vision encoder stays as it is."""

import hashlib
import warnings
from pathlib import Path

from peft import LoraConfig, PeftModel, get_peft_model

TARGETS = r".*(text_model|language_model).*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)$"
"""A pattern, since a list of bare names would hit Idefics3's vision layers as well."""


def adapt(model, r: int = 16, alpha: int = 32, dropout: float = 0.05) -> PeftModel:
    """The study's adapters, put into the model in place; all else is frozen."""
    config = LoraConfig(r=r, lora_alpha=alpha, lora_dropout=dropout, target_modules=TARGETS, bias="none")
    adapted = get_peft_model(model, config)
    vision = [name for name, weight in adapted.named_parameters()
              if weight.requires_grad and ("vision" in name or "visual" in name)]
    if vision:
        raise ValueError(f"the vision encoder must stay frozen, but {vision[0]} would be trained")
    return adapted


def merge(model, folder: Path):
    """The model with the adapter of a PEFT folder added to its weights; float32, as the parity needs it."""
    return attach(model, folder).merge_and_unload().eval()


def attach(model, folder: Path) -> PeftModel:
    """The model with the adapter beside its weights; one that does not fit whole is an error, where PEFT only warns."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            adapted = PeftModel.from_pretrained(model, str(folder))
            loaded = adapted.load_adapter(str(folder), "default")
    except RuntimeError as mismatch:
        raise ValueError(f"{folder}: the adapter is of another model: {_last_line(mismatch)}") from mismatch
    lost = [*loaded.missing_keys, *loaded.unexpected_keys]
    if lost:
        raise ValueError(f"{folder}: the adapter is of another model, or incomplete: {lost[0]} and {len(lost) - 1} more "
                         "tensors have no counterpart")
    return adapted.eval()


def _last_line(failure: Exception) -> str:
    return str(failure).strip().splitlines()[-1].strip()


def facts(adapted: PeftModel) -> dict:
    """What the card says of an adapter."""
    config = adapted.peft_config["default"]
    return {"r": config.r, "alpha": config.lora_alpha, "dropout": config.lora_dropout,
            "targetModules": config.target_modules if isinstance(config.target_modules, str) else sorted(config.target_modules),
            "trainableParameters": trainable(adapted)}


def trainable(module) -> int:
    return sum(weight.numel() for weight in module.parameters() if weight.requires_grad)


def digest(folder: Path) -> str:
    """sha256 over the adapter's weights and then its configuration."""
    content = [_one(folder, "adapter_model.safetensors", "adapter_model.bin"), folder / "adapter_config.json"]
    whole = hashlib.sha256()
    for file in content:
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _one(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ValueError(f"{folder}: a PEFT adapter folder has {' or '.join(names)}")
