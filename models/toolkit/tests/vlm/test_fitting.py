import pytest
import torch
from torch import nn

from histotool.vlm.fitting import Fitting, Recipe


class Stopped(Exception):
    pass


def fitting(state, *, key="same", frozen=False, **recipe):
    torch.manual_seed(1)
    module = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 2))
    if frozen:
        module[0].requires_grad_(False)
    return Fitting(module, Recipe(**{"epochs": 4, "patience": 4, "rate": 0.01, "batch": 4, "seed": 1} | recipe), 16, state, key)


def run(made: Fitting, stop_after: int | None = None) -> dict:
    examples = torch.randn(16, 4, generator=torch.Generator().manual_seed(2))
    targets = torch.arange(16) % 2

    def log(text, **_):
        if stop_after == len(made.history):
            raise Stopped

    def validate():
        return {"validationLoss": nn.functional.cross_entropy(made.module(examples), targets).item()}

    return made.run(lambda chosen, _: nn.functional.cross_entropy(made.module(examples[chosen]), targets[chosen]), validate, log)


def weights(made: Fitting) -> torch.Tensor:
    return torch.cat([weight.flatten() for weight in made.module.parameters()])


def test_a_training_that_was_cut_off_goes_on_as_if_it_had_not_been(tmp_path):
    whole = fitting(tmp_path / "whole")
    outcome = run(whole)
    with pytest.raises(Stopped):
        run(fitting(tmp_path / "cut"), stop_after=2)
    resumed = fitting(tmp_path / "cut")

    assert resumed.resume() == 2
    assert run(resumed) == outcome
    assert torch.equal(weights(resumed), weights(whole))


@pytest.mark.parametrize("changed", [{"rate": 0.02}, {"key": "another"}])
def test_another_training_is_not_gone_on_with(tmp_path, changed):
    run(fitting(tmp_path / "state"))

    with pytest.raises(ValueError, match="other options"):
        fitting(tmp_path / "state", **changed).resume()


@pytest.mark.parametrize("optimiser", ["adamw", "adafactor"])
def test_frozen_weights_stay_and_the_others_move(tmp_path, optimiser):
    made = fitting(tmp_path / "state", frozen=True, optimiser=optimiser)
    before = made.module[0].weight.clone(), made.module[2].weight.clone()

    run(made)

    assert torch.equal(made.module[0].weight, before[0])
    assert not torch.equal(made.module[2].weight, before[1])


def test_accumulated_batches_are_one_step(tmp_path):
    made = fitting(tmp_path / "state", accumulate=2, epochs=1)

    run(made)

    assert made.schedule.last_epoch == 2


def test_the_best_epoch_is_kept(tmp_path):
    made = fitting(tmp_path / "state", rate=50.0)

    outcome = run(made)

    losses = [entry["validationLoss"] for entry in made.history]
    assert outcome["bestEpoch"] == losses.index(min(losses)) + 1
    assert torch.equal(made.module[0].weight, made.best["0.weight"])
