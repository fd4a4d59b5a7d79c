"""`histotool split`: patients to folds."""

from pathlib import Path

from histotool import manifest, splits

NAME = "split"
HELP = "Deals patients to folds, stratified by label; suffixes of one slide number stay together."


def arguments(parser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="CSV of patient and fold")


def run(options) -> None:
    images = manifest.read(options.data)
    fold_of = splits.assign(images, options.folds, options.seed)
    splits.write(options.out, fold_of)
    for fold in range(options.folds):
        chosen = [image for image in images if fold_of[image.patient] == fold]
        malignant = sum(image.target for image in chosen)
        patients = len({image.patient for image in chosen})
        print(f"fold {fold}: {patients} patients, {len(chosen)} images, {malignant} malignant")
