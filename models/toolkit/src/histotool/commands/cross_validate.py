"""`histotool cross-validate`: k versions of one model, one per fold."""

import json
from pathlib import Path

from histotool import cross_validation, families, splits

NAME = "cross-validate"
HELP = ("Trains and packages one version per fold, and prints mean and standard deviation per magnification. "
        "Every other option goes to the family's training command.")
PASSES_ON = True


def arguments(parser) -> None:
    parser.add_argument("--family", choices=sorted(families.FAMILIES), default="cnn")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--split", type=Path, required=True, help="CSV that `split` wrote; its folds are the versions")
    parser.add_argument("--base", metavar="OPTIONS",
                        help="first train a demonstration base for each fold, with these options of `train-vlm --mode base` in "
                             "one pair of quotes; a base that all folds share would have seen the held-out patients")
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", default="1.0.0", help="the versions are 1.0.0-fold0, 1.0.0-fold1 …")
    parser.add_argument("--golden", type=int, default=4, help="golden images of each version")
    parser.add_argument("--licence", help="for the cards; default Apache-2.0")
    parser.add_argument("--intended-use", help="for the cards; default: research use only")
    parser.add_argument("--models", type=Path, required=True, help="the folder that holds NAME/VERSION")
    parser.add_argument("--work", type=Path, required=True, help="folder of the runs; a second call goes on there")
    parser.add_argument("--restart", action="store_true", help="forget the work folder")
    parser.add_argument("--out", type=Path, help="JSON file of the summary; default: summary.json in the work folder")


def run(options) -> None:
    training_options = options.passed_on
    cross_validation.check(options, training_options)
    cross_validation.unchanged(options, training_options)
    cards = []
    for fold in range(splits.read(options.split).count):
        print(f"fold {fold}", flush=True)
        folder, card = cross_validation.train_and_package(options, training_options, fold)
        cards.append(card)
        print(folder)
    groups = cross_validation.summary(cards)
    leaky = any(card["training"].get("leaky", False) for card in cards)
    if leaky:
        print("CONTAMINATED: made from an image-level split")
    print("\n".join(cross_validation.lines(groups)))
    document = {"name": options.name, "versions": [card["version"] for card in cards],
                "leaky": leaky, "heldOut": groups}
    target = options.out or options.work / "summary.json"
    target.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
