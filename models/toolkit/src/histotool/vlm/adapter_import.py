"""A PEFT adapter folder and its base, trained anywhere, to a package: what `import-checkpoint` calls for an adapter."""

import json
import tempfile
from pathlib import Path

from histotool import asking, golden_scores, importing, manifest, packaging
from histotool.run_folder import Run
from histotool.vlm import base as bases
from histotool.vlm import lora, packages, prompts, runs
from histotool.vlm.fused import FusedVlm

QUESTIONS = [importing.NAME, importing.LABELS, importing.POSITIVE, importing.LICENCE, importing.INTENDED_USE]


def build(options) -> Path:
    """Takes the options of `import-checkpoint` and gives the package's folder."""
    configuration = _configuration(options.checkpoint)
    asking.complete(options, QUESTIONS)
    labels = importing.labels(options)
    packaging.check_names(options.name, options.version)
    golden = importing.golden(options)
    name = options.base or configuration.get("base_model_name_or_path")
    if not name:
        raise ValueError(f"{options.checkpoint}: the adapter names no base model; say --base")
    base = bases.from_checkpoint(name, options.tokenizer)
    grid = base.kind.grid_of(base.model.config, options)
    prompt = prompts.build(base, grid, tuple(labels), options.question)
    merged = bases.Base(base.kind, lora.merge(base.model, options.checkpoint), base.tokenizer, base.chat_template, base.source)
    mass = not options.no_label_mass
    facts = runs.facts(merged, grid, prompt, "lora", label_mass=mass) | importing.facts(options, labels) | {
        "training": _training(options.checkpoint, configuration, base.source, prompt)}
    imported = Run(facts, FusedVlm(merged, grid, prompt, label_mass=mass).requires_grad_(False).eval())
    with tempfile.TemporaryDirectory() as work:
        return packages.write(imported, golden, options.name, options.version, options.models, Path(work),
                              precisions=tuple(options.variants), measured_on=_measured_on(options.golden, imported),
                              limit=options.external_above)


def _measured_on(folder: Path, imported: Run) -> packages.MeasuredOn:
    """All images of the folder; with a manifest in it their labels too, for the variants' AUC."""
    if (folder / "manifest.csv").is_file():
        return packages.labelled(manifest.read(folder, imported.facts["labels"]), imported)
    return packages.MeasuredOn(tuple(golden_scores.images(folder)))


def _configuration(folder: Path) -> dict:
    configuration = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    if configuration.get("peft_type") != "LORA":
        raise ValueError(f"{folder}: a {configuration.get('peft_type')} adapter cannot be merged here, only LORA")
    return configuration


def _training(folder: Path, configuration: dict, source: str, prompt: prompts.Prompt) -> dict:
    targets = configuration["target_modules"]
    return {"mode": "lora", "protocol": "unknown: imported from an adapter",
            "importedFrom": {"folder": folder.name, "adapterSha256": lora.digest(folder)},
            "baseModel": source, "prompt": prompt.rendered, "question": prompt.question,
            "lora": {"r": configuration["r"], "alpha": configuration["lora_alpha"], "dropout": configuration["lora_dropout"],
                     "targetModules": targets if isinstance(targets, str) else sorted(targets)}}
