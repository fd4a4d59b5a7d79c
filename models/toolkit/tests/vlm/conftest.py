import json

import pytest
import tiny_models

from histotool.vlm import base

FOLDERS = {"smolvlm": "SmolVLM-256M-Instruct", "qwen2-vl": "Qwen2-VL-2B-Instruct"}


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
        tiny_models.shake(made[kind].model)
    return made


@pytest.fixture(params=["smolvlm", "qwen2-vl"])
def kind(request):
    return request.param


@pytest.fixture
def tiny(kind):
    """The demonstration's configuration, of random weights and with the toolkit's vocabulary."""
    return tiny_models.base(kind)


@pytest.fixture
def tiny_grid(tiny):
    return tiny_models.grid_of(tiny)
