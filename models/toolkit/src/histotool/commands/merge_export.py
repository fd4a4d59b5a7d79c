"""`histotool merge-export`: a run of `train-vlm` to a package, its adapter merged, in several precisions."""

from pathlib import Path

from histotool import manifest
from histotool.run_folder import Run

NAME = "merge-export"
HELP = "Merges a VLM's adapter, writes the fused graph and its fp16 and int8 variants, and packages them with their loss."


def arguments(parser) -> None:
    parser.add_argument("--run", type=Path, required=True, dest="run_folder", help="folder that `train-vlm` wrote")
    parser.add_argument("--data", type=Path, required=True,
                        help="the training's folder: golden images and the precisions' loss come from held-out patients")
    parser.add_argument("--name", help="default: the kind, `smolvlm` or `qwen2-vl`")
    parser.add_argument("--version", required=True)
    parser.add_argument("--variants", nargs="*", choices=("fp16", "int8"), default=[])
    parser.add_argument("--golden", type=int, default=4, help="how many golden images")
    parser.add_argument("--external-above", type=int, default=2_000_000_000, metavar="BYTES",
                        help="weights of more than this go to a file of their own; protobuf's limit is 2 GB")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")


def run(options) -> None:
    from histotool.commands.package import _golden_images
    from histotool.vlm import packages

    trained = Run.load(options.run_folder)
    images = manifest.read(options.data)
    held_out = set(trained.facts["training"]["heldOutPatients"])
    folder = packages.write(
        trained, _golden_images(images, trained, options.golden), options.name or trained.facts["kind"],
        options.version, options.models, options.run_folder / "graphs", precisions=tuple(options.variants),
        measured_on=[image for image in images if image.patient in held_out], limit=options.external_above)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{folder}: {size} bytes")
