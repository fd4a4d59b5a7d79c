import json
import os
from pathlib import Path

import PIL.Image
import pytest
import torch

from histotool.vlm import base

SHARED = Path(os.environ.get("HISTOSTREAM_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
FOLDERS = {"smolvlm": "SmolVLM-256M-Instruct", "qwen2-vl": "Qwen2-VL-2B-Instruct"}


@pytest.fixture(autouse=True, scope="session")
def _one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: HISTOSTREAM_SHARED_DATA names the folder of processors and BreakHis images")
    return SHARED


@pytest.fixture(scope="session")
def breakhis(shared):
    """Five real images, of both labels and several magnifications."""
    paths = sorted((shared / "breakhis").glob("*.png"))
    return [PIL.Image.open(path).convert("RGB") for path in paths[::10]]


def _smolvlm(config: dict) -> None:
    config["text_config"] |= {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 2, "head_dim": 12,
                              "num_attention_heads": 4, "num_key_value_heads": 2, "initializer_range": 0.2}
    config["vision_config"] |= {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 2,
                                "num_attention_heads": 4, "initializer_range": 0.2}


def _qwen2_vl(config: dict) -> None:
    config |= {"hidden_size": 48, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4,
               "num_key_value_heads": 2, "initializer_range": 0.2}
    config["rope_scaling"]["mrope_section"] = [2, 2, 2]
    config["vision_config"] |= {"depth": 2, "embed_dim": 48, "num_heads": 4, "hidden_size": 48}


@pytest.fixture(scope="session")
def real_vocabulary(shared, tmp_path_factory):
    """By kind: few and narrow layers of random weights, but the real tokenizer, chat template and image size."""
    made = {}
    for kind, file, reduce in (("smolvlm", "config.json", _smolvlm), ("qwen2-vl", "config.from_sophgo_262dfcf.json", _qwen2_vl)):
        folder = shared / "processors" / FOLDERS[kind]
        config = json.loads((folder / file).read_text())
        reduce(config)
        reduced = tmp_path_factory.mktemp(kind) / "config.json"
        reduced.write_text(json.dumps(config))
        made[kind] = base.from_configuration(kind, str(reduced), str(folder), seed=1)
        shake(made[kind].model)
    return made


def shake(model) -> None:
    """Weights large enough that a wrong position, mask or patch order moves the scores far more than rounding does."""
    torch.manual_seed(7)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim > 1 and "embed_tokens" not in name and "lm_head" not in name:
                weight.copy_(torch.randn_like(weight) * (1.5 / weight[0].numel() ** 0.5))


@pytest.fixture(params=["smolvlm", "qwen2-vl"])
def kind(request):
    return request.param


@pytest.fixture
def tiny(kind):
    """The demonstration's configuration, of random weights and with the toolkit's vocabulary."""
    made = base.from_configuration(kind, "tiny", None, seed=1)
    shake(made.model)
    return made


@pytest.fixture
def tiny_grid(tiny):
    return tiny.kind.grid(tiny.model.config, *(() if tiny.kind.MODEL_TYPE == "idefics3" else (224, 224)))
