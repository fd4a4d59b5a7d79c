"""`histotool merge-export`: a run of `train-vlm` to a package, its adapter merged, in several precisions."""

from pathlib import Path

from histotool import manifest, patients
from histotool.commands import package
from histotool.run_folder import Run
from histotool.vlm import options as vlm_options

NAME = "merge-export"
HELP = "Merges a VLM's adapter, writes the fused graph and its fp16 and int8 variants, and packages them with their loss."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder", help="folder that `train-vlm` wrote")
    parser.add_argument("--data", type=Path, required=True,
                        help="the training's folder: golden images and the variants' loss come from held-out patients")
    vlm_options.variant_arguments(parser)
    package.package_arguments(parser)


def run(options) -> None:
    from histotool.vlm import packages

    trained = Run.load(options.run_folder)
    if trained.facts["family"] != "vlm":
        raise ValueError(f"{options.run_folder} is no run of train-vlm; `histotool package` packages it")
    trained = package.described(trained, options.licence, options.intended_use)
    images = manifest.read(options.data)
    held_out = patients.of(trained.facts["training"], "heldOut")
    folder = packages.write(
        trained, package.golden_images(images, trained, options.golden), options.name or package.default_name(trained),
        options.version, options.models, options.run_folder / "graphs", precisions=tuple(options.variants),
        measured_on=packages.labelled([i for i in images if patients.digest(i.patient) in held_out], trained),
        limit=options.external_above)
    print(package.size_of(folder))
