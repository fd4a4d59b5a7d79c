"""Weights made elsewhere: torchvision-style checkpoints by file, ImageNet's by name."""

import hashlib
import pickle
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

HUB = "https://download.pytorch.org/models/"
IMAGENET = {
    "alexnet": "alexnet-owt-7be5be79.pth",
    "resnet34": "resnet34-b627a593.pth",
    "vgg19": "vgg19-dcbb9e9d.pth",
}


def read(path: Path) -> dict[str, torch.Tensor]:
    """The state dict of a `.pt`, `.pth` or `.safetensors` file; nothing but tensors is unpickled."""
    try:
        content = _content(path)
    except (RuntimeError, EOFError, pickle.UnpicklingError, SafetensorError) as failure:
        raise ValueError(f"{path}: not a checkpoint of tensors: {str(failure).splitlines()[0]}") from failure
    for key in ("state_dict", "model_state_dict", "model"):
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict) or not all(isinstance(value, torch.Tensor) for value in content.values()):
        raise ValueError(f"{path}: not a state dict of tensors")
    return {key.removeprefix("module."): value for key, value in content.items()}


def _content(path: Path) -> object:
    if path.suffix == ".safetensors":
        return load_file(str(path))
    return torch.load(path, map_location="cpu", weights_only=True)


def imagenet(topology: str, width: int) -> dict[str, torch.Tensor]:
    """torchvision's ImageNet weights, from its cache or its server; ValueError says what to do where that fails."""
    if width != 64:
        raise ValueError("--weights imagenet: these weights are of the full network, which is --width 64")
    url = HUB + IMAGENET[topology]
    try:
        return torch.hub.load_state_dict_from_url(url, map_location="cpu", check_hash=True, progress=False)
    except (OSError, RuntimeError) as failure:
        raise ValueError(f"--weights imagenet: {url} cannot be had ({failure}). Fetch it where there is a network and give "
                         f"the file: --weights {IMAGENET[topology]}") from failure


def fit(model: nn.Module, state: dict[str, torch.Tensor], *, new_head: bool) -> bool:
    """Loads the state into the model; with another number of labels the head stays new, where that is allowed.

    Gives whether the head was loaded; every other difference is an error that names the keys.
    """
    own = model.state_dict()
    head = [f"{model.head}.weight", f"{model.head}.bias"]
    loaded_head = all(key in state and state[key].shape == own[key].shape for key in head)
    if not loaded_head and not new_head:
        labels = len(state[head[1]]) if head[1] in state else "no"
        raise ValueError(f"the checkpoint's head {model.head} has {labels} labels, not {len(own[head[1]])}")
    wanted = {key for key in own if loaded_head or key not in head}
    # counters of batches that older checkpoints lack; they mean nothing in serving
    missing = sorted(key for key in wanted - set(state) if not key.endswith("num_batches_tracked"))
    unknown = sorted(set(state) - set(own))
    reshaped = sorted(f"{key} {list(state[key].shape)} for {list(own[key].shape)}"
                      for key in wanted & set(state) if state[key].shape != own[key].shape)
    if missing or unknown or reshaped:
        raise ValueError(f"not a checkpoint of this network: missing {missing[:4]}, unknown {unknown[:4]}, "
                         f"of another shape {reshaped[:4]}")
    model.load_state_dict(own | {key: state[key] for key in wanted & set(state)})
    return loaded_head


def digest(state: dict[str, torch.Tensor]) -> str:
    """One digest for the tensors, whatever file they came in."""
    total = hashlib.sha256()
    for key in sorted(state):
        total.update(key.encode() + state[key].contiguous().cpu().numpy().tobytes())
    return total.hexdigest()
