"""What is Qwen2-VL's own: a fixed grid of patches, merged two by two, with positions in rows and columns."""

from dataclasses import dataclass

import torch
from torch import nn
from transformers import Qwen2VLConfig, Qwen2VLForConditionalGeneration
from transformers.models.qwen2_vl.modeling_qwen2_vl import rotate_half
from transformers.vision_utils import get_vision_position_ids

MODEL_TYPE = "qwen2_vl"
MODEL = Qwen2VLForConditionalGeneration
IMAGE_TEXT = "<|image_pad|>"
VISION_LAYERS = "depth"
SPECIAL_TOKENS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
                  "<|image_pad|>", "<|video_pad|>")
CHAT_TEMPLATE = (
    "{% for message in messages %}{% if loop.first and message['role'] != 'system' %}<|im_start|>system\nYou are a helpful "
    "assistant.<|im_end|>\n{% endif %}<|im_start|>{{ message['role'] }}\n{% if message['content'] is string %}"
    "{{ message['content'] }}<|im_end|>\n{% else %}{% for content in message['content'] %}{% if content['type'] == 'image' %}"
    "<|vision_start|><|image_pad|><|vision_end|>{% elif 'text' in content %}{{ content['text'] }}{% endif %}{% endfor %}"
    "<|im_end|>\n{% endif %}{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
MEAN = [0.48145466, 0.4578275, 0.40821073]
STD = [0.26862954, 0.26130258, 0.27577711]


@dataclass(frozen=True)
class Grid:
    """`width` × `height` pixels in patches of `patch`, `merge` × `merge` of which become one token."""

    width: int
    height: int
    patch: int = 14
    merge: int = 2

    @property
    def rows(self) -> int:
        return self.height // self.patch

    @property
    def columns(self) -> int:
        return self.width // self.patch

    @property
    def features(self) -> int:
        return self.rows * self.columns // self.merge**2

    @property
    def thw(self) -> torch.Tensor:
        return torch.tensor([[1, self.rows, self.columns]])

    def shape(self, batch: int) -> tuple[int, ...]:
        return batch, 3, self.height, self.width


def grid(config, width: int = 448, height: int = 448) -> Grid:
    vision = config.vision_config
    step = vision.patch_size * vision.spatial_merge_size
    if width % step or height % step:
        raise ValueError(f"{width} × {height} pixels: both must be multiples of {step}")
    return Grid(width, height, vision.patch_size, vision.spatial_merge_size)


def grid_of(config, options) -> Grid:
    """As `train-vlm` is told: `--image-size`."""
    if options.tiles:
        raise ValueError("--tiles: only SmolVLM splits images")
    return grid(config, options.image_size, options.image_size) if options.image_size else grid(config)


def card_input(grid: Grid) -> dict:
    """Stretched to the fixed size; the graph cuts the patches itself."""
    return {"name": "pixels", "colourMode": "rgb", "resize": {"mode": "stretch"}, "filter": "bicubic",
            "width": grid.width, "height": grid.height, "rescale": 1 / 255, "mean": MEAN, "std": STD, "layout": "nchw"}


def image_token(config) -> int:
    return config.image_token_id


def image_text(grid: Grid) -> str:
    return IMAGE_TEXT * grid.features


def language(model: nn.Module) -> nn.Module:
    return model.model.language_model


def positions(model: nn.Module, tokens: torch.Tensor, grid: Grid) -> torch.Tensor:
    """[3, 1, S]: time, row and column of tokens [1, S]."""
    kinds = (tokens == model.config.image_token_id).int()
    return model.model.get_rope_index(tokens, mm_token_type_ids=kinds, image_grid_thw=grid.thw)[0]


class Vision(nn.Module):
    """Pixels [N, 3, height, width] to image features [N, features, hidden].

    A still image is two equal frames to Qwen2-VL, so the two time slices of its 3-D kernel are added up to a 2-D one.
    """

    def __init__(self, model: nn.Module, grid: Grid):
        super().__init__()
        self.grid = grid
        tower = model.model.visual
        self.kernel = tower.patch_embed.proj
        self.blocks = tower.blocks
        self.merger = tower.merger
        places = get_vision_position_ids(grid.thw, grid.merge)
        cosine, sine = tower.rotary_pos_emb(torch.zeros(1), places)
        self.register_buffer("cosine", cosine[None, None].detach(), persistent=False)
        self.register_buffer("sine", sine[None, None].detach(), persistent=False)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        grid, merge = self.grid, self.grid.merge
        first, second = self.kernel.weight[:, :, 0], self.kernel.weight[:, :, 1]  # the exporter folds this, and not sum(2)
        x = nn.functional.conv2d(pixels, first + second, stride=grid.patch)
        x = x.reshape(-1, x.shape[1], grid.rows // merge, merge, grid.columns // merge, merge)
        x = x.permute(0, 2, 4, 3, 5, 1).reshape(-1, grid.rows * grid.columns, x.shape[1])
        for block in self.blocks:
            x = x + self._attention(block.attn, block.norm1(x))
            x = x + block.mlp(block.norm2(x))
        x = self.merger.ln_q(x).reshape(-1, grid.features, self.merger.hidden_size)
        return self.merger.mlp(x)

    def _attention(self, attention: nn.Module, x: torch.Tensor) -> torch.Tensor:
        """`VisionAttention` with a batch axis; every image attends to itself alone."""
        count, width = x.shape[1], x.shape[2]
        split = attention.qkv(x).reshape(-1, count, 3, attention.num_heads, width // attention.num_heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        query = query * self.cosine + rotate_half(query) * self.sine
        key = key * self.cosine + rotate_half(key) * self.sine
        weights = torch.softmax(torch.matmul(query, key.transpose(2, 3)) * attention.scaling, dim=-1)
        mixed = torch.matmul(weights, value).transpose(1, 2).reshape(-1, count, width)
        return attention.proj(mixed)


def tiny(tokenizer) -> Qwen2VLConfig:
    """About half a million parameters; meant for 224 × 224 pixels, 64 image tokens."""
    ids = tokenizer.convert_tokens_to_ids
    return Qwen2VLConfig(
        vision_config={"depth": 3, "embed_dim": 64, "hidden_size": 96, "num_heads": 4, "mlp_ratio": 4, "patch_size": 14},
        text_config={"vocab_size": len(tokenizer), "hidden_size": 96, "intermediate_size": 256, "num_hidden_layers": 2,
                     "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 512,
                     "bos_token_id": None, "eos_token_id": 2, "tie_word_embeddings": True,
                     "rope_parameters": {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [4, 4, 4]}},
        image_token_id=ids("<|image_pad|>"), video_token_id=ids("<|video_pad|>"),
        vision_start_token_id=ids("<|vision_start|>"), vision_end_token_id=ids("<|vision_end|>"),
        tie_word_embeddings=True)
