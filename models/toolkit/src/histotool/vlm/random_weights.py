"""A vision-language model of random weights as a package, at any size: what `export-topology` calls."""

from pathlib import Path

from histotool import golden_scores, pictures
from histotool.commands.export_topology import USE
from histotool.manifest import LABELS
from histotool.run_folder import Run
from histotool.vlm import base as bases
from histotool.vlm import packages, prompts, runs
from histotool.vlm.fused import FusedVlm

PICTURES = 12


def build(options, golden: list[Path], work: Path) -> Path:
    """Takes the options of `export-topology`; the variants' loss is that of random weights, and the card says so."""
    if not options.config:
        raise ValueError(f"--topology {options.topology} needs --config: a configuration file, or `tiny`")
    base = bases.from_configuration(options.topology, options.config, options.tokenizer, options.seed, options.layers)
    grid = base.kind.grid_of(base.model.config, options)
    prompt = prompts.build(base, grid, LABELS, options.question)
    mass = not options.no_label_mass
    facts = runs.facts(base, grid, prompt, "none", label_mass=mass) | {
        "temperature": 1.0, "metrics": {}, "intendedUse": USE, "training": _training(options, base, prompt)}
    model = FusedVlm(base, grid, prompt, label_mass=mass).requires_grad_(False).eval()
    images = golden_scores.images(options.images) if options.images else pictures.generate(
        work / "measured", PICTURES, options.seed + len(golden))
    return packages.write(Run(facts, model), golden, options.name, options.version, options.models, work / "graphs",
                          precisions=tuple(options.variants), measured_on=packages.MeasuredOn(tuple(images)),
                          limit=options.external_above)


def _training(options, base: bases.Base, prompt: prompts.Prompt) -> dict:
    layers = {"layers": {"vision": options.layers[0], "language": options.layers[1]}} if options.layers else {}
    return {"protocol": "none: random weights", "seed": options.seed, "configuration": Path(options.config).name,
            "baseModel": base.source, "prompt": prompt.rendered, "question": prompt.question} | layers
