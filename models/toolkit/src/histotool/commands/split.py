"""`histotool split`: patients to folds."""

from pathlib import Path

from histotool import manifest, splits

NAME = "split"
HELP = "Deals patients to folds, stratified by label; suffixes of one slide number stay together."


def arguments(parser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--by", choices=("patient", "image"), default="patient", help="image is refused without --leaky")
    parser.add_argument("--leaky", action="store_true",
                        help="an image-level split, to show how much it flatters; all that is made from it says so")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="CSV of patient and fold")


def run(options) -> None:
    if options.by == "image" and not options.leaky:
        raise ValueError("A split by image puts one patient on both sides, and its figures are too good. "
                         "Where that is what you want to show, say --leaky: everything made from it will say so.")
    images = manifest.read(options.data)
    assign = splits.assign_images if options.leaky else splits.assign
    folds = assign(images, options.folds, options.seed)
    splits.write(options.out, folds)
    if options.leaky:
        print("CONTAMINATED: images of one patient stand in several folds")
    for fold in range(options.folds):
        chosen = [image for image in images if folds.of(image) == fold]
        malignant = sum(image.target for image in chosen)
        patients = len({image.patient for image in chosen})
        print(f"fold {fold}: {patients} patients, {len(chosen)} images, {malignant} malignant")
