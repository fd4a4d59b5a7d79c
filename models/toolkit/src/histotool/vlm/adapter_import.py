"""A PEFT adapter folder and its base, trained anywhere, to a package: what `import-checkpoint` calls for an adapter."""

import json
import tempfile
from pathlib import Path

from histotool import manifest
from histotool.run_folder import Run
from histotool.vlm import base as bases
from histotool.vlm import lora, packages, prompts, runs
from histotool.vlm.fused import FusedVlm

NOT_MEASURED = "Research use only. An adapter trained elsewhere; its accuracy was not measured here. Not for diagnosis."


def run(options) -> Path:
    """Options: `adapter` (folder), `checkpoint` (else the one that the adapter names), `tokenizer`, `labels`, `question`,
    `image_size`, `tiles`, `temperature`, `intended_use`, `dataset`, `data` (labelled folder), `variants`, `no_label_mass`,
    `name`, `version`, `models`; those that are absent have `train-vlm`'s defaults. Gives the package's folder.
    """
    asked = {name: value for name, value in vars(options).items() if value is not None}
    folder = Path(asked["adapter"])
    configuration = _configuration(folder)
    base = bases.from_checkpoint(asked.get("checkpoint") or configuration["base_model_name_or_path"], asked.get("tokenizer"))
    source = base.source
    grid = base.kind.grid_of(base.model.config, _Grid(asked.get("image_size"), asked.get("tiles")))
    labels = tuple(asked.get("labels") or manifest.LABELS)
    prompt = prompts.build(base, grid, labels, asked.get("question") or prompts.QUESTION)
    base = bases.Base(base.kind, lora.merge(base.model, folder).eval(), base.tokenizer, base.chat_template, source)
    mass = not asked.get("no_label_mass", False)
    facts = runs.facts(base, grid, prompt, "lora", label_mass=mass) | {
        "labels": list(labels), "temperature": asked.get("temperature", 1.0), "metrics": {},
        "intendedUse": asked.get("intended_use", NOT_MEASURED), "training": _training(asked, folder, configuration, source, prompt)}
    model = FusedVlm(base, grid, prompt, label_mass=mass).requires_grad_(False).eval()
    images = manifest.read(Path(asked["data"])) if "data" in asked else []
    golden = [next(image.path for image in images if image.label == label) for label in labels] if images else []
    with tempfile.TemporaryDirectory() as work:
        return packages.write(Run(facts, model), golden or list(asked.get("golden", [])), asked["name"], asked["version"],
                              Path(asked["models"]), Path(work), precisions=tuple(asked.get("variants", ())),
                              measured_on=images)


class _Grid:
    def __init__(self, image_size: int | None, tiles: list[int] | None):
        self.image_size, self.tiles = image_size, tiles


def _configuration(folder: Path) -> dict:
    file = folder / "adapter_config.json"
    if not file.is_file():
        raise ValueError(f"{folder}: a PEFT adapter folder has adapter_config.json")
    configuration = json.loads(file.read_text(encoding="utf-8"))
    if configuration.get("peft_type") != "LORA":
        raise ValueError(f"{folder}: a {configuration.get('peft_type')} adapter cannot be merged here, only LORA")
    return configuration


def _training(asked: dict, folder: Path, configuration: dict, source: str, prompt: prompts.Prompt) -> dict:
    targets = configuration["target_modules"]
    return {"mode": "lora", "dataset": asked.get("dataset", "not told"), "protocol": "trained elsewhere: not told",
            "baseModel": source, "prompt": prompt.rendered, "question": prompt.question,
            "lora": {"r": configuration["r"], "alpha": configuration["lora_alpha"], "dropout": configuration["lora_dropout"],
                     "targetModules": targets if isinstance(targets, str) else sorted(targets),
                     "adapterSha256": lora.digest(folder)}}
