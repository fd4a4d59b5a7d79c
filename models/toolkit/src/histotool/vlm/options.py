"""Options that several commands have for vision-language models; nothing heavy is imported here."""

from histotool.vlm import prompts


def model_arguments(parser) -> None:
    """How a vision-language model is made a classifier."""
    parser.add_argument("--tokenizer", help="folder of tokenizer and chat template, where the model's own has none")
    parser.add_argument("--question", default=prompts.QUESTION, help="what the model is asked, word for word")
    parser.add_argument("--image-size", type=int, help="Qwen2-VL: pixels of the square; SmolVLM's is its own")
    parser.add_argument("--tiles", type=int, nargs=2, metavar=("ROWS", "COLUMNS"), help="SmolVLM: split images so")
    parser.add_argument("--no-label-mass", action="store_true",
                        help="leave the output matrix of the whole vocabulary, and with it the label mass, out of the graph")


def variant_arguments(parser) -> None:
    """In which precisions, and in how many files, its graph is written."""
    parser.add_argument("--variants", nargs="*", choices=("fp16", "int8"), default=[],
                        help="other precisions beside float32, each with its measured loss in the card")
    parser.add_argument("--external-above", type=int, default=2_000_000_000, metavar="BYTES",
                        help="weights of more than this go to a file of their own; protobuf's limit is 2 GB")
