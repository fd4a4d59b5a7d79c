"""A vision-language model as one graph: pixels in, label scores out.

The prompt never changes, so its token embeddings, the positions (as the rotary cosines and sines), the causal mask and
the output rows of the labels are constants. The layers are Hugging Face's own, with or without LoRA adapters in them.
"""

import torch
from torch import nn

from histotool.vlm.prompts import Prompt

MASKED = -1e4
"""Added to a masked attention weight: its exponential is 0 in float32, and float16 can still hold it."""


class FusedVlm(nn.Module):
    """`outputs(pixels)` gives `logits` [N, labels] and, where wanted, `label_mass` [N].

    Where the labels' first tokens differ, a logit is the language model's own for that token. Otherwise it is the sum of
    the log-probabilities of all the label's tokens: the labels stand behind the prompt as branches of one sequence, each
    at the positions it would have alone, and the mask lets a branch see the prompt and itself only.
    `label_mass` is the probability that the whole vocabulary gives to the labels' first tokens.

    `live` looks embeddings and output rows up on every call, so that they can be trained; a graph is exported without.
    """

    def __init__(self, base, grid, prompt: Prompt, *, label_mass: bool = True, live: bool = False, vision=None):
        super().__init__()
        self.vision = vision or base.kind.Vision(base.model, grid)
        self.runs = prompt.runs()
        self.whole_labels = not prompt.first_tokens_differ
        self.label_mass = label_mass
        self.live = live
        self._check_features(prompt, grid)
        language = base.kind.language(base.model)
        self.embedding, self.layers, self.norm = language.embed_tokens, language.layers, language.norm
        self.head = base.model.lm_head
        self.length = len(prompt.tokens)
        branches = _Branches.of(prompt) if self.whole_labels else _Branches.none(prompt)
        self.predictions = branches.predictions
        positions = base.kind.positions(base.model, torch.tensor([prompt.tokens]), grid)
        tail = positions.amax() + 1 + torch.tensor(branches.depths, dtype=torch.long)
        positions = torch.cat([positions, tail.expand(*positions.shape[:-1], -1)], dim=-1)
        cosine, sine = language.rotary_emb(self.embedding.weight[:1, None], positions)
        constants = {
            "cosine": cosine, "sine": sine, "mask": branches.mask(), "read": torch.tensor(branches.read),
            "first": torch.tensor([a[0] for a in prompt.answers]),
            "distinct": torch.tensor(sorted({a[0] for a in prompt.answers})),
            "tokens": torch.tensor(list(prompt.tokens) + branches.tokens),
        }
        for name, value in constants.items():
            self.register_buffer(name, value.detach(), persistent=False)
        self.bake()

    def bake(self) -> "FusedVlm":
        """Takes the constants from the weights as they are now."""
        with torch.no_grad():
            self.register_buffer("text", self.embedding(self.tokens)[None].clone(), persistent=False)
            self.register_buffer("rows", self.head.weight[self.first].clone(), persistent=False)
        return self

    def _check_features(self, prompt: Prompt, grid) -> None:
        wanted = sum(end - start for image, start, end in prompt.runs() if image)
        tiles = getattr(grid, "tiles", 1)
        if wanted != tiles * grid.features:
            raise ValueError(f"the prompt has {wanted} image tokens, the images give {tiles * grid.features}")

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.outputs(pixels)["logits"]

    def outputs(self, pixels: torch.Tensor) -> dict[str, torch.Tensor]:
        return self.answers(self.read_states(self.vision(pixels)))

    def read_states(self, features: torch.Tensor) -> torch.Tensor:
        """[N, positions read, hidden]: the last states where an answer's token is predicted."""
        x = self.sequence(features)
        for layer in self.layers:
            x = layer(x, attention_mask=self.mask, position_embeddings=(self.cosine, self.sine), use_cache=False)
        return self.norm(x[:, self.read])

    def sequence(self, features: torch.Tensor) -> torch.Tensor:
        """[N, S, hidden]: the prompt's text around the image features [N, features, hidden]."""
        text = self.embedding(self.tokens)[None] if self.live else self.text
        parts, taken = [], 0
        for image, start, end in self.runs:
            if image:
                parts.append(features[:, taken : taken + end - start])
                taken += end - start
            else:
                parts.append(text[:, start:end].expand(features.shape[0], -1, -1))
        if self.whole_labels:
            parts.append(text[:, self.length :].expand(features.shape[0], -1, -1))
        return torch.cat(parts, dim=1)

    def answers(self, states: torch.Tensor) -> dict[str, torch.Tensor]:
        if self.whole_labels:
            return self._whole(states)
        state = states[:, 0]
        rows = self.head.weight[self.first] if self.live else self.rows
        result = {"logits": nn.functional.linear(state, rows)}
        if self.label_mass:
            result["label_mass"] = self._mass(self.head(state))
        return result

    def _whole(self, states: torch.Tensor) -> dict[str, torch.Tensor]:
        vocabulary = self.head(states)
        chances = torch.log_softmax(vocabulary, dim=-1)
        labels = [torch.stack([chances[:, row, token] for row, token in label]).sum(0) for label in self.predictions]
        result = {"logits": torch.stack(labels, dim=1)}
        if self.label_mass:
            result["label_mass"] = self._mass(vocabulary[:, 0])
        return result

    def _mass(self, vocabulary: torch.Tensor) -> torch.Tensor:
        first = vocabulary[:, self.distinct]
        return torch.exp(torch.logsumexp(first, dim=1) - torch.logsumexp(vocabulary, dim=1))


class _Branches:
    """The labels' own tokens behind the prompt; a label's last token is only predicted, never read.

    `read` are the positions whose states are needed; `predictions` has for each label the (index into `read`, token) pairs.
    """

    def __init__(self, prompt: Prompt):
        self.prompt = len(prompt.tokens)
        self.tokens: list[int] = []
        self.depths: list[int] = []
        self.branch: list[int] = []
        self.read = [self.prompt - 1]
        self.predictions: list[list[tuple[int, int]]] = []

    @staticmethod
    def none(prompt: Prompt) -> "_Branches":
        return _Branches(prompt)

    @staticmethod
    def of(prompt: Prompt) -> "_Branches":
        result = _Branches(prompt)
        for label, answer in enumerate(prompt.answers):
            row = 0
            result.predictions.append([])
            for depth, token in enumerate(answer):
                result.predictions[label].append((row, token))
                if depth + 1 < len(answer):
                    result.read.append(result.prompt + len(result.tokens))
                    row = len(result.read) - 1
                    result.tokens.append(token)
                    result.depths.append(depth)
                    result.branch.append(label)
        return result

    def mask(self) -> torch.Tensor:
        """float32 [1, 1, S, S]: 0 where a token may look, `MASKED` elsewhere."""
        length = self.prompt + len(self.tokens)
        allowed = torch.ones(length, length, dtype=torch.bool).tril()
        for i, own in enumerate(self.branch):
            for j, other in enumerate(self.branch[:i]):
                allowed[self.prompt + i, self.prompt + j] = own == other
        return torch.where(allowed, 0.0, MASKED)[None, None]
