"""Makes the model packages that the tests serve: `make_tiny.py tiny tiny-maps`. Needs onnx, onnxruntime, numpy, Pillow.

tiny: global average pool, then linear: red images are malignant. Two images are traps: a white one makes the run fail
(its index is out of bounds, and with it the whole batch), a black one makes the outputs NaN.

tiny-maps: the same weights before the pooling, so that the outputs are the means of its activation maps (3 x 4 cells of
8 x 8 pixels); its label mass is the sigmoid of the tensor's mean. The variant int8 has coarser weights.
"""

import hashlib
import io
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

WIDTH, HEIGHT = 32, 24
MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]
CELL = 8
WEIGHT = [[-1.0, 1.0], [0.5, -0.5], [0.25, -0.25]]
COARSE_WEIGHT = [[-0.9, 0.9], [0.5, -0.5], [0.3, -0.3]]
BIAS = [0.1, -0.1]


def constant(name, values, kind=np.float32):
    return numpy_helper.from_array(np.array(values, dtype=kind), name)


def graph():
    nodes = [
        helper.make_node("GlobalAveragePool", ["pixels"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["means"]),
        helper.make_node("Gemm", ["means", "weight", "bias"], ["linear"]),
        helper.make_node("Gather", ["means", "zero"], ["red"], axis=1),
        helper.make_node("Greater", ["red", "white"], ["is_white"]),
        helper.make_node("Cast", ["is_white"], ["index"], to=TensorProto.INT64),
        helper.make_node("Gather", ["nothing", "index"], ["trap"], axis=0),
        helper.make_node("Less", ["red", "black"], ["is_black"]),
        helper.make_node("Where", ["is_black", "nan", "nothing"], ["not_a_number"]),
        helper.make_node("Add", ["linear", "trap"], ["trapped"]),
        helper.make_node("Add", ["trapped", "not_a_number"], ["logits"]),
    ]
    return helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["N", 3, HEIGHT, WIDTH])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 2])],
        [
            constant("weight", WEIGHT),
            constant("bias", BIAS),
            constant("zero", [0], np.int64),
            constant("white", [2.2]),
            constant("black", [-2.1]),
            constant("nan", [np.nan]),
            constant("nothing", [0.0]),
        ],
    )


def picture():
    random = np.random.default_rng(20260401)
    return Image.fromarray(random.integers(0, 256, (45, 70, 3), dtype=np.uint8), "RGB")


def tensor(image):
    resized = np.asarray(image.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR), dtype=np.uint8)
    unit = resized.astype(np.float32) / np.float32(255)
    normalised = (unit - np.array(MEAN, np.float32)) / np.array(STD, np.float32)
    return np.ascontiguousarray(normalised.transpose(2, 0, 1)[None])


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def graph_with_maps(weight):
    nodes = [
        helper.make_node("AveragePool", ["pixels"], ["cells"], kernel_shape=[CELL, CELL], strides=[CELL, CELL]),
        helper.make_node("Conv", ["cells", "weight"], ["activation_maps"], kernel_shape=[1, 1]),
        helper.make_node("GlobalAveragePool", ["activation_maps"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["linear"]),
        helper.make_node("Add", ["linear", "bias"], ["logits"]),
        helper.make_node("ReduceMean", ["pixels"], ["mean"], axes=[1, 2, 3], keepdims=0),
        helper.make_node("Sigmoid", ["mean"], ["label_mass"]),
    ]
    rows, columns = HEIGHT // CELL, WIDTH // CELL
    outputs = {"logits": ["N", 2], "label_mass": ["N"], "activation_maps": ["N", 2, rows, columns]}
    return helper.make_graph(
        nodes,
        "tiny-maps",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["N", 3, HEIGHT, WIDTH])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [constant("weight", np.array(weight).T.reshape(2, 3, 1, 1)), constant("bias", BIAS)],
    )


def encoded(a_graph):
    model = helper.make_model(a_graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def scores(model, pixels):
    logits = onnxruntime.InferenceSession(model).run(["logits"], {"pixels": pixels})[0][0].astype(np.float64)
    weights = np.exp(logits - logits.max())
    return (weights / weights.sum()).tolist()


def expected(model, pixels):
    image = {
        "file": "golden/image-1.png",
        "mediaType": "image/png",
        "tensorSha256": sha256(pixels.astype("<f4").tobytes()),
        "scores": scores(model, pixels),
    }
    return (json.dumps({"images": [image]}, indent=2) + "\n").encode()


def write(name, files, card):
    folder = pathlib.Path(__file__).parent / name / "1.0.0"
    for file, data in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)
    listed = "".join(f"  {file}: {sha256(data)}\n" for file, data in files.items())
    (folder / "model-card.yaml").write_text(card + "files:\n" + listed)
    (folder / "model-card.sha256").write_text(f"{sha256((card + 'files:' + chr(10) + listed).encode())}  model-card.yaml\n")


def main(names):
    png = io.BytesIO()
    picture().save(png, "PNG")
    pixels = tensor(picture())
    graphs = {"tiny": graph(), "tiny-maps": graph_with_maps(WEIGHT)}
    for name in names:
        model = encoded(graphs[name])
        files = {"model.onnx": model, "golden/image-1.png": png.getvalue()}
        files["golden/expected.json"] = expected(model, pixels)
        card = CARD.replace("name: tiny\n", f"name: {name}\n", 1)
        if name == "tiny-maps":
            files["model.int8.onnx"] = encoded(graph_with_maps(COARSE_WEIGHT))
            card = card.replace("output: {name: logits}\n", OUTPUT_WITH_MAPS)
        write(name, files, card)


OUTPUT_WITH_MAPS = f"""\
output:
  name: logits
  labelMass: label_mass
  activationMaps: {{name: activation_maps, rows: {HEIGHT // CELL}, columns: {WIDTH // CELL}, method: cam}}
variants:
  int8: {{file: model.int8.onnx, scoreTolerance: 0.05, maxBatchSize: 2, loss: {{note: weights rounded by hand}}}}
"""

CARD = f"""\
schemaVersion: 1
name: tiny
version: "1.0.0"
family: cnn
architecture: global average pool, linear
licence: Apache-2.0
intendedUse: "Research use only. For the tests of the worker: red images are malignant."
labels: [benign, malignant]
positiveLabel: malignant
decisionThreshold: 0.5
temperature: 1.0
input:
  name: pixels
  colourMode: rgb
  resize: {{mode: stretch}}
  filter: bilinear
  width: {WIDTH}
  height: {HEIGHT}
  rescale: 0.00392156862745098
  mean: {MEAN}
  std: {STD}
  layout: nchw
output: {{name: logits}}
training: {{dataset: none}}
metrics: {{}}
"""

if __name__ == "__main__":
    main(sys.argv[1:])
