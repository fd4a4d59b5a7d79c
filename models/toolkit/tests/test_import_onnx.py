import onnx
import onnxruntime
import pytest
import torch
from torch import nn

from histotool import asking, evaluating, manifest, onnx_import, packaging, verifying
from histotool.cli import main


class Foreign(nn.Module):
    """A classifier as others make them: pooled colours, three labels, with or without softmax."""

    def __init__(self, softmax=False, flatten_by_size=None):
        super().__init__()
        torch.manual_seed(4)
        self.convolution = nn.Conv2d(3, 5, 3, 2)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(5, 3)
        self.softmax, self.batch = softmax, flatten_by_size

    def forward(self, x):
        x = self.pool(torch.relu(self.convolution(x)))
        x = self.head(x.reshape(self.batch, 5) if self.batch else torch.flatten(x, 1)) * 9
        return torch.softmax(x, 1) if self.softmax else x


def exported(model, path, *, batch=2, dynamic=True, size=32):
    torch.onnx.export(model.eval(), (torch.rand(batch, 3, size, size),), str(path), dynamo=False, input_names=["image"],
                      output_names=["out"], dynamic_axes={"image": {0: "n"}, "out": {0: "n"}} if dynamic else None)
    return path


GIVEN = ["--labels", "benign, in situ,malignant", "--positive", "malignant", "--filter", "bicubic", "--normalise", "half",
         "--licence", "MIT", "--intended-use", "Sorting of fields.", "--name", "foreign"]


def imported(path, data, tmp_path, *more):
    main(["import-onnx", "--onnx", str(path), "--golden", str(data), "--models", str(tmp_path / "models"), *GIVEN, *more])
    return tmp_path / "models" / "foreign" / "1.0.0"


def test_a_foreign_classifier_becomes_a_package(data, tmp_path):
    folder = imported(exported(Foreign(), tmp_path / "in.onnx"), data, tmp_path)

    card = packaging.read_card(folder)
    assert (card["input"]["name"], card["output"]["name"]) == ("image", "out")
    assert card["labels"] == ["benign", "in situ", "malignant"] and card["positiveLabel"] == "malignant"
    assert (card["input"]["width"], card["input"]["filter"], card["input"]["mean"]) == (32, "bicubic", [0.5, 0.5, 0.5])
    assert card["intendedUse"].startswith("Sorting of fields. Research use only")
    assert card["training"]["importedFrom"]["file"] == "in.onnx"
    assert verifying.golden(folder) < verifying.TOLERANCE
    assert len(evaluating.scored(folder, manifest.read(data)[:3])) == 3


def test_a_final_softmax_is_cut_off(data, tmp_path):
    with_softmax = imported(exported(Foreign(softmax=True), tmp_path / "in.onnx"), data, tmp_path)

    graph = onnx.load(str(with_softmax / "model.onnx")).graph
    assert "Softmax" not in [node.op_type for node in graph.node]
    pixels = torch.rand(3, 3, 32, 32)
    logits = onnxruntime.InferenceSession(with_softmax / "model.onnx").run(None, {"image": pixels.numpy()})[0]
    assert torch.allclose(torch.softmax(torch.tensor(logits), 1), Foreign(softmax=True)(pixels), atol=1e-6)
    assert "cut off" in packaging.read_card(with_softmax)["training"]["changes"][0]


def test_probabilities_made_in_another_way_are_refused_unless_told(data, tmp_path):
    class Normalised(Foreign):
        def forward(self, x):
            return super().forward(x).exp() / super().forward(x).exp().sum(1, keepdim=True)

    path = exported(Normalised(), tmp_path / "in.onnx")

    with pytest.raises(SystemExit, match="--softmax log"):
        imported(path, data, tmp_path)
    folder = imported(path, data, tmp_path, "--softmax", "log")

    pixels = torch.rand(2, 3, 32, 32)
    logits = onnxruntime.InferenceSession(folder / "model.onnx").run(None, {"image": pixels.numpy()})[0]
    assert torch.allclose(torch.softmax(torch.tensor(logits), 1), Normalised()(pixels), atol=1e-6)


@pytest.mark.parametrize("batch", [1, 4])
def test_a_fixed_batch_is_freed_where_that_is_provably_right(batch, data, tmp_path):
    model = Foreign(flatten_by_size=batch)
    folder = imported(exported(model, tmp_path / "in.onnx", batch=batch, dynamic=False), data, tmp_path)

    pixels = torch.rand(3, 3, 32, 32)
    logits = onnxruntime.InferenceSession(folder / "model.onnx").run(None, {"image": pixels.numpy()})[0]
    assert torch.allclose(torch.tensor(logits), Foreign()(pixels), atol=1e-5)
    assert "batch axis made dynamic" in packaging.read_card(folder)["training"]["changes"][0]


def test_a_batch_whose_images_touch_each_other_is_refused(data, tmp_path):
    class Mixing(Foreign):
        def forward(self, x):
            out = super().forward(x)
            return out - out.mean(0, keepdim=True) * 0.5

    with pytest.raises(SystemExit, match="in a batch of 2 the images give other outputs than alone"):
        imported(exported(Mixing(), tmp_path / "in.onnx"), data, tmp_path)


def test_a_batch_that_cannot_be_freed_is_refused(data, tmp_path):
    class Stiff(Foreign):
        def forward(self, x):
            return super().forward(x) + torch.ones(4, 3)

    with pytest.raises(SystemExit, match="dynamic batch axis"):
        imported(exported(Stiff(), tmp_path / "in.onnx", batch=4, dynamic=False), data, tmp_path)


@pytest.mark.parametrize(("shape", "reason"), [((2, 32, 32, 3), "not .N, 3, height, width."), ((2, 1, 32, 32), "not .N, 3")])
def test_other_layouts_are_refused(shape, reason, data, tmp_path):
    model = nn.Sequential(nn.Flatten(), nn.Linear(shape[1] * shape[2] * shape[3], 3))
    torch.onnx.export(model, (torch.rand(*shape),), str(tmp_path / "in.onnx"), dynamo=False)

    with pytest.raises(SystemExit, match=reason):
        imported(tmp_path / "in.onnx", data, tmp_path)


def test_a_wrong_number_of_labels_is_refused(data, tmp_path):
    path = exported(Foreign(), tmp_path / "in.onnx")

    with pytest.raises(SystemExit, match="3 outputs; the labels are"):
        imported(path, data, tmp_path, "--labels", "benign,malignant")


def test_without_a_terminal_all_that_is_missing_is_named_at_once(data, tmp_path):
    path = exported(Foreign(), tmp_path / "in.onnx")

    with pytest.raises(SystemExit) as refusal:
        main(["import-onnx", "--onnx", str(path), "--golden", str(data), "--models", str(tmp_path), "--name", "foreign"])

    for flag in ("--labels", "--positive", "--filter", "--normalise", "--licence", "--intended-use"):
        assert flag in str(refusal.value)
    assert "--height" not in str(refusal.value)


def test_at_a_terminal_it_asks_until_the_answer_is_right(capsys):
    class Options:
        height, licence, resize = None, "MIT", None

    answers = iter(["tall", "", "96", ""])
    questions = [asking.Question("height", "height", int), asking.Question("licence", "licence"),
                 asking.Question("resize", "resize", str, "stretch")]
    options = Options()

    asking.complete(options, questions, interactive=True, ask=lambda text: next(answers))

    assert (options.height, options.licence, options.resize) == (96, "MIT", "stretch")
    assert "invalid literal" in capsys.readouterr().out


def test_a_file_that_is_no_graph_is_refused(data, tmp_path, refused):
    (tmp_path / "in.onnx").write_bytes(b"no graph")

    assert "in.onnx: not an ONNX file" in refused(
        "import-onnx", "--onnx", str(tmp_path / "in.onnx"), "--golden", str(data), "--models", str(tmp_path))


def test_several_outputs_must_be_chosen_from(tmp_path):
    class Two(Foreign):
        def forward(self, x):
            out = super().forward(x)
            return out, out * 2

    torch.onnx.export(Two(), (torch.rand(2, 3, 32, 32),), str(tmp_path / "in.onnx"), dynamo=False, output_names=["a", "b"])

    with pytest.raises(onnx_import.NotAClassifier, match="outputs a, b; say which with --output-name"):
        onnx_import.read(tmp_path / "in.onnx")
    assert onnx_import.read(tmp_path / "in.onnx", output_name="b").output == "b"
