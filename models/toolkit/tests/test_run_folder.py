import subprocess
import sys

import pytest
import torch

from histotool.run_folder import Run


def test_a_run_is_rebuilt_by_its_family(untrained, tmp_path):
    untrained.save(tmp_path)

    again = Run.load(tmp_path)

    pixels = torch.rand(2, 3, 64, 64)
    assert torch.equal(again.model(pixels), untrained.model(pixels))
    assert again.facts == untrained.facts


def test_an_unknown_family_is_refused(untrained, tmp_path):
    Run(untrained.facts | {"family": "forest"}, untrained.model).save(tmp_path)

    with pytest.raises(ValueError, match="'forest' is none of cnn, vlm"):
        Run.load(tmp_path)


def test_cnns_do_without_transformers(untrained, tmp_path):
    untrained.save(tmp_path)

    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, pathlib; from histotool import cli; from histotool.run_folder import Run; "
                               "Run.load(pathlib.Path(sys.argv[1])); print('transformers' in sys.modules)", str(tmp_path)],
        capture_output=True, text=True, check=True)

    assert loaded.stdout == "False\n"
