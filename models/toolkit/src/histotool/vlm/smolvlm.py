"""What is SmolVLM's own (Idefics3): one square tile, or rows of tiles with the whole image last."""

from dataclasses import dataclass

import torch
from torch import nn
from transformers import Idefics3Config, Idefics3ForConditionalGeneration

MODEL_TYPE = "idefics3"
MODEL = Idefics3ForConditionalGeneration
IMAGE_TEXT = "<image>"
VISION_LAYERS = "num_hidden_layers"
SPECIAL_TOKENS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<fake_token_around_image>", "<image>",
                  "<end_of_utterance>", "<global-img>")
CHAT_TEMPLATE = (
    "<|im_start|>{% for message in messages %}{{message['role'] | capitalize}}{% if message['content'][0]['type'] == "
    "'image' %}{{':'}}{% else %}{{': '}}{% endif %}{% for line in message['content'] %}{% if line['type'] == 'text' %}"
    "{{line['text']}}{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}<end_of_utterance>\n"
    "{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)


@dataclass(frozen=True)
class Grid:
    """Tiles of `size` × `size` pixels; 0 rows is one tile alone. `features` are the language model's tokens a tile."""

    size: int
    features: int
    rows: int = 0
    columns: int = 0

    @property
    def tiles(self) -> int:
        return self.rows * self.columns + 1

    def shape(self, batch: int) -> tuple[int, ...]:
        square = (3, self.size, self.size)
        return (batch, self.tiles, *square) if self.rows else (batch, *square)


def grid(config, rows: int = 0, columns: int = 0) -> Grid:
    vision = config.vision_config
    side = vision.image_size // vision.patch_size
    return Grid(vision.image_size, side**2 // config.scale_factor**2, rows, columns)


def grid_of(config, options) -> Grid:
    """As `train-vlm` is told: `--tiles`, for image splitting. The tile's size is the vision tower's own."""
    if options.image_size not in (None, config.vision_config.image_size):
        raise ValueError(f"--image-size {options.image_size}: this model's tiles have {config.vision_config.image_size}")
    return grid(config, *options.tiles) if options.tiles else grid(config)


def card_input(grid: Grid) -> dict:
    """The card's input: one Lanczos resize for a tile alone, the processor's two for a split image."""
    resize = {"mode": "stretch"}
    if grid.rows:
        resize = {"mode": "idefics3-split", "longestEdge": 4 * grid.size, "tileRows": grid.rows, "tileColumns": grid.columns}
    return {"name": "pixels", "colourMode": "rgb", "resize": resize, "filter": "lanczos", "width": grid.size,
            "height": grid.size, "rescale": 1 / 255, "mean": [0.5] * 3, "std": [0.5] * 3,
            "layout": "ntchw" if grid.rows else "nchw"}


def image_token(config) -> int:
    return config.image_token_id


def image_text(grid: Grid) -> str:
    """The text that the processor puts where the template has `<image>`."""
    features = IMAGE_TEXT * grid.features
    whole = f"<fake_token_around_image><global-img>{features}<fake_token_around_image>"
    if not grid.rows:
        return whole
    text = ""
    for row in range(1, grid.rows + 1):
        for column in range(1, grid.columns + 1):
            text += f"<fake_token_around_image><row_{row}_col_{column}>{features}"
        text += "\n"
    return f"{text}\n{whole}"


def language(model: nn.Module) -> nn.Module:
    return model.model.text_model


def positions(model: nn.Module, tokens: torch.Tensor, grid: Grid) -> torch.Tensor:
    """[1, S] of tokens [1, S]."""
    return torch.arange(tokens.shape[1])[None]


class Vision(nn.Module):
    """Pixels to image features [N, tiles × features, hidden], in the order of the prompt's image tokens."""

    def __init__(self, model: nn.Module, grid: Grid):
        super().__init__()
        self.grid = grid
        self.scale = model.config.scale_factor
        tower = model.model.vision_model
        self.patches = tower.embeddings.patch_embedding
        self.position_embedding = tower.embeddings.position_embedding
        self.layers = tower.encoder.layers
        self.norm = tower.post_layernorm
        self.projection = model.model.connector.modality_projection
        self.register_buffer("patch_positions", _patch_positions(tower, grid.size), persistent=False)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        size = self.grid.size
        tiles = self.patches(pixels.reshape(-1, 3, size, size))
        side = size // self.patches.kernel_size[0]
        x = tiles.flatten(2).transpose(1, 2) + self.position_embedding(self.patch_positions)
        for layer in self.layers:
            x = layer(x, None)
        x = self.projection(self._shuffle(self.norm(x), side))
        return x.reshape(-1, self.grid.tiles * self.grid.features, x.shape[-1])

    def _shuffle(self, x: torch.Tensor, side: int) -> torch.Tensor:
        """Squares of scale × scale neighbours become one token: `Idefics3Connector.pixel_shuffle` with fixed sizes."""
        scale, width = self.scale, x.shape[-1]
        x = x.reshape(-1, side // scale, scale, side // scale, scale * width)
        return x.transpose(2, 3).reshape(-1, (side // scale) ** 2, scale * scale * width)


def _patch_positions(tower: nn.Module, size: int) -> torch.Tensor:
    """[1, patches]: the ones that the model itself looks up, whose bucket edges depend on float rounding."""
    seen = []
    hook = tower.embeddings.position_embedding.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    side = size // tower.patch_size
    with torch.no_grad():
        tower.embeddings(torch.zeros(1, 3, size, size), torch.ones(1, side, side, dtype=torch.bool))
    hook.remove()
    return seen[0]


def tiny(tokenizer) -> Idefics3Config:
    """About 0.4 million parameters, 224 × 224 pixels, 49 image tokens."""
    return Idefics3Config(
        vision_config={"hidden_size": 64, "intermediate_size": 256, "num_hidden_layers": 3, "num_attention_heads": 4,
                       "image_size": 224, "patch_size": 16},
        text_config={"model_type": "llama", "vocab_size": len(tokenizer), "hidden_size": 96, "intermediate_size": 256,
                     "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 24,
                     "max_position_embeddings": 512, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2,
                     "tie_word_embeddings": True},
        scale_factor=2, image_token_id=tokenizer.convert_tokens_to_ids("<image>"), pad_token_id=0,
        tie_word_embeddings=True)
