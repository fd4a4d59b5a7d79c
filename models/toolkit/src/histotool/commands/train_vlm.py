"""`histotool train-vlm`: a base model, a linear probe or a LoRA adapter, one run of one fold."""

from pathlib import Path

from histotool.vlm import fitting
from histotool.vlm import options as vlm_options

NAME = "train-vlm"
HELP = "Trains SmolVLM or Qwen2-VL as a classifier: linear probing or LoRA; or a small base model for demonstrations."
MODES = ("lora", "linear-probe", "base")
RATES = {"lora": 1e-3, "linear-probe": 1e-2, "base": 1.5e-3}


def arguments(parser) -> None:
    parser.add_argument("--mode", choices=MODES, default="lora")
    parser.add_argument("--data", type=Path, required=True, help="folder with manifest.csv")
    parser.add_argument("--split", type=Path, required=True, help="CSV that `split` wrote")
    parser.add_argument("--fold", type=int, default=0, help="the fold held out; the next one stops the training")
    parser.add_argument("--magnification", default="all", help="40, 100 …: train and test on that one only")
    parser.add_argument("--checkpoint", help="Hugging Face folder or name, or the folder that `--mode base` left")
    parser.add_argument("--kind", choices=("smolvlm", "qwen2-vl"), help="with --config")
    parser.add_argument("--config", help="random weights: `tiny`, or a configuration file in JSON")
    vlm_options.model_arguments(parser)
    parser.add_argument("--lora-r", type=int, default=16)
    parser.add_argument("--lora-alpha", type=int, default=32)
    parser.add_argument("--lora-dropout", type=float, default=0.05)
    parser.add_argument("--views", type=int, default=1, help="flipped and turned copies of each training image, up to 8")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--patience", type=int, default=4, help="epochs without a better validation loss")
    parser.add_argument("--rate", type=float, help="highest learning rate; by default the mode's own")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--accumulate", type=int, default=1, help="batches for one step")
    parser.add_argument("--optimiser", choices=fitting.OPTIMISERS, default="adamw")
    parser.add_argument("--gradient-checkpointing", action="store_true", help="compute activations twice, to keep fewer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dataset", default="generated", help="the data set's name for the card")
    parser.add_argument("--intended-use", help="for the card")
    parser.add_argument("--resume", action="store_true", help="go on where a training into the same folder was cut off")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")


def run(options) -> None:
    from histotool.vlm import training

    training.run(options)
