"""Vision-language models as classifiers: trained from Hugging Face models, served as one graph from pixels to label scores.

Start reading at `fused.py`; `smolvlm.py` and `qwen2_vl.py` hold what differs between the two.
"""

from pathlib import Path


def load(folder: Path, facts: dict):
    """The graph of a run folder, as `histotool.families` wants it; transformers is imported only now."""
    from histotool.vlm import runs

    return runs.load(folder, facts)


def export(trained, path: Path) -> list[Path]:
    """Refused unless ONNX Runtime gives what PyTorch gives."""
    from histotool.vlm import exporting, external

    exporting.export(trained.model, path, trained.shape, trained.output_names)
    return external.files(path)
