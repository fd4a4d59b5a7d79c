"""The untouched Hugging Face model, called through its own processor: what a fused graph is compared with."""

import numpy
import PIL.Image
import torch
from transformers.models.idefics3.image_processing_pil_idefics3 import Idefics3ImageProcessorPil
from transformers.models.idefics3.processing_idefics3 import Idefics3Processor
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil
from transformers.models.qwen2_vl.processing_qwen2_vl import Qwen2VLProcessor

from histotool.vlm import prompts, smolvlm


def inputs(base, grid, image: PIL.Image.Image, question: str = prompts.QUESTION) -> dict[str, torch.Tensor]:
    """What the model's own processor makes of an image and a question.

    The "Pil" image processors are used: the others replace Lanczos. A single tile is resized once to the fixed size
    rather than twice; an image for Qwen2-VL is stretched to the fixed grid first.
    """
    image = image.convert("RGB")
    if base.kind is smolvlm:
        return _smolvlm(base, grid, image, question)
    return _qwen2_vl(base, grid, image, question)


def _smolvlm(base, grid, image, question) -> dict[str, torch.Tensor]:
    tile = {"longest_edge": grid.size}
    if grid.rows:
        images = Idefics3ImageProcessorPil(size={"longest_edge": 4 * grid.size}, max_image_size=tile)
    else:
        images = Idefics3ImageProcessorPil(
            do_image_splitting=False, size={"height": grid.size, "width": grid.size}, max_image_size=tile)
    processor = Idefics3Processor(
        images, base.tokenizer, image_seq_len=grid.features, chat_template=base.chat_template)
    text = prompts.render(base.tokenizer, base.chat_template, question)
    made = processor(text=text, images=[image], return_tensors="pt")
    return {name: made[name] for name in ("input_ids", "attention_mask", "pixel_values", "pixel_attention_mask")}


class _StillImages(Qwen2VLProcessor):
    """Qwen2-VL's processor insists on a video processor, which needs torchvision; no video is ever given here."""

    def check_argument_for_proper_class(self, argument_name, argument):
        if argument_name == "video_processor":
            return object
        return super().check_argument_for_proper_class(argument_name, argument)


def _qwen2_vl(base, grid, image, question) -> dict[str, torch.Tensor]:
    images = Qwen2VLImageProcessorPil(patch_size=grid.patch, merge_size=grid.merge)
    processor = _StillImages(images, base.tokenizer, video_processor=None, chat_template=base.chat_template)
    text = prompts.render(base.tokenizer, base.chat_template, question)
    stretched = image.resize((grid.width, grid.height), PIL.Image.Resampling.BICUBIC)
    made = processor(text=[text], images=[stretched], return_tensors="pt")
    return {name: made[name] for name in
            ("input_ids", "attention_mask", "pixel_values", "image_grid_thw", "mm_token_type_ids")}


def _run(base, made: dict[str, torch.Tensor]) -> torch.Tensor:
    with torch.no_grad():
        return base.model(**made, use_cache=False).logits[0].double()


def outputs(base, grid, image: PIL.Image.Image, prompt: prompts.Prompt) -> dict[str, numpy.ndarray]:
    """`logits` [labels] and `label_mass` of one image, by the definition of `FusedVlm`, one label after the other."""
    made = inputs(base, grid, image, prompt.question)
    first = torch.tensor([answer[0] for answer in prompt.answers])
    last = _run(base, made)[-1]
    mass = torch.softmax(last, dim=0)[torch.unique(first)].sum()
    if prompt.first_tokens_differ:
        logits = last[first]
    else:
        logits = torch.stack([_whole(base, made, answer) for answer in prompt.answers])
    return {"logits": logits.numpy(), "label_mass": mass.numpy()}


def _whole(base, made, answer) -> torch.Tensor:
    """Sum of the log-probabilities of an answer's tokens, with the answer written behind the prompt."""
    longer = dict(made)
    extra = torch.tensor([answer])
    longer["input_ids"] = torch.cat([made["input_ids"], extra], dim=1)
    longer["attention_mask"] = torch.ones_like(longer["input_ids"])
    if "mm_token_type_ids" in made:
        longer["mm_token_type_ids"] = torch.cat([made["mm_token_type_ids"], torch.zeros_like(extra)], dim=1)
    chances = torch.log_softmax(_run(base, longer), dim=-1)
    start = made["input_ids"].shape[1] - 1
    return torch.stack([chances[start + i, token] for i, token in enumerate(answer)]).sum()
