"""Makes the model package tiny/1.0.0 that the tests serve. Needs onnx, onnxruntime, numpy and Pillow.

Global average pool, then linear: red images are malignant. Two images are traps: a white one makes the run fail
(its index is out of bounds, and with it the whole batch), a black one makes the outputs NaN.
"""

import hashlib
import io
import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

WIDTH, HEIGHT = 32, 24
MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]
FOLDER = pathlib.Path(__file__).parent / "tiny" / "1.0.0"


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
            constant("weight", [[-1.0, 1.0], [0.5, -0.5], [0.25, -0.25]]),
            constant("bias", [0.1, -0.1]),
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


def main():
    model = helper.make_model(graph(), opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    encoded = io.BytesIO()
    picture().save(encoded, "PNG")
    files = {"model.onnx": model.SerializeToString(), "golden/image-1.png": encoded.getvalue()}
    pixels = tensor(picture())
    session = onnxruntime.InferenceSession(files["model.onnx"])
    logits = session.run(None, {"pixels": pixels})[0][0].astype(np.float64)
    weights = np.exp(logits - logits.max())
    expected = {
        "images": [
            {
                "file": "golden/image-1.png",
                "mediaType": "image/png",
                "tensorSha256": sha256(pixels.astype("<f4").tobytes()),
                "scores": (weights / weights.sum()).tolist(),
            }
        ]
    }
    files["golden/expected.json"] = (json.dumps(expected, indent=2) + "\n").encode()
    for name, data in files.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(data)
    listed = "".join(f"  {name}: {sha256(data)}\n" for name, data in files.items())
    (FOLDER / "model-card.yaml").write_text(CARD + listed)


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
files:
"""

if __name__ == "__main__":
    main()
