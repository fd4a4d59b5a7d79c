"""Writes the reference figures that the Java tests compare with; `--check` compares with those already written.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python fixtures.py
"""

import gzip
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn import calibration
from sklearn import metrics as sk
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

import plain

TARGET = Path(__file__).parent.parent / "resources" / "statistics" / "reference.json.gz"
RESAMPLES = 150
SEED = 20260101
PLACES = [round(k / 100, 2) for k in range(0, 101, 10)]


def samples(rng):
    """Ordinary samples, and each kind of trouble several times."""
    kinds = ["plain", "ties", "edges", "alike", "positive", "negative", "one", "none", "onePatient", "strangers",
             "onePositive", "perfect", "never", "inverted", "same", "rare", "rounded", "extreme", "mixed"]
    for number in range(152):
        kind = kinds[number % len(kinds)]
        n = {"one": 1, "none": 0}.get(kind, int(rng.integers(2, 70)))
        patients = {"onePatient": 1, "strangers": 10**6, "rare": 12}.get(kind, int(rng.integers(2, 16)))
        patient = np.arange(n) if kind == "strangers" else rng.integers(0, patients, n)
        of_patient = rng.random(max(patients if patients < 10**6 else n, 1)) < rng.uniform(0.3, 0.8)
        truth = of_patient[patient] if n else np.zeros(0, bool)
        if kind == "mixed":
            truth = rng.random(n) < 0.5
        if kind == "positive":
            truth = np.ones(n, bool)
        if kind in ("negative", "onePositive", "rare"):
            truth = np.zeros(n, bool)
        if kind == "onePositive":
            truth[0] = True
        if kind == "rare":
            truth = patient == 0
        score, second = (1 / (1 + np.exp(-(rng.normal(0, 1.5, n) + slant * (truth - 0.5)))) for slant in (2, 1.2))
        if kind in ("ties", "edges"):
            score, second = np.round(score, 1), np.round(second, 1)
        if kind == "rounded":
            score, second = np.round(score, 2), np.round(score, 1)
        if kind == "alike":
            score, second = np.full(n, 0.5), np.full(n, 0.3)
        if kind == "perfect":
            score = np.where(truth, 0.5 + score / 2, score / 2.1)
        if kind == "inverted":
            score = 1 - score
        if kind == "same":
            second = score ** 2
        if kind == "extreme":
            score = rng.choice([0.0, 1.0, 0.5, 1e-12, 1 - 1e-12], n)
        predicted = np.zeros(n, bool) if kind == "never" else score >= 0.5
        yield kind, score, second, truth, predicted, second >= rng.choice([0.5, 0.6]), patient


def bits(flags):
    return "".join("1" if flag else "0" for flag in flags)


def metric_figures(score, truth, predicted, patient):
    found = plain.figures(score, truth, predicted, patient)
    for name, value in plain.library_figures(score, truth, predicted, patient).items():
        plain.agree(name, found[name], value)
    return found


def patient_level(score, truth, patient):
    rows, mixed = [], 0
    for number in np.unique(patient):
        own = patient == number
        if truth[own].all() or not truth[own].any():
            rows.append((score[own].mean(), truth[own][0], number))
        else:
            mixed += 1
    scores = np.array([r[0] for r in rows])
    truths = np.array([r[1] for r in rows], bool)
    return {"mixed": mixed, "patients": len(rows),
            "metrics": metric_figures(scores, truths, scores >= 0.5, np.array([r[2] for r in rows]))}


def minus(one, other):
    return {k: None if one[k] is None or other[k] is None else one[k] - other[k] for k in plain.NAMES}


def roc_heights(score, truth):
    if truth.all() or not truth.any():
        return [None] * len(PLACES)
    fpr, tpr, _ = sk.roc_curve(truth, score, drop_intermediate=False)
    return np.interp(PLACES, fpr, tpr).tolist()


def precision_heights(score, truth):
    if not truth.any():
        return [None] * len(PLACES)
    precision, recall, _ = sk.precision_recall_curve(truth, score)
    # From the highest threshold down, without the point that scikit-learn adds.
    recall, precision = recall[-2::-1], precision[-2::-1]
    return [float(precision[np.argmax(recall >= place)]) for place in PLACES]


def bands(case, pick, heights):
    """One interval for each place, or None where there is no band."""
    kind, score, second, truth, predicted, second_predicted, patient = case
    if len(np.unique(patient)) < 2 or heights(score, truth)[0] is None:
        return None
    rows = [heights(score[r], truth[r]) for r in pick]
    found = [plain.interval([row[k] for row in rows]) for k in range(len(PLACES))]
    return None if None in found else found


def bootstrap(case, neighbour):
    kind, score, second, truth, predicted, second_predicted, patient = case
    _, there, _, there_truth, there_predicted, _, there_patient = neighbour
    first, pair, gap, rows = [], [], [], []
    for resample in range(RESAMPLES if len(np.unique(patient)) > 1 else 0):
        picked, as_patient = plain.resampled(patient, SEED, resample, 0)
        rows.append(picked)
        own = plain.figures(score[picked], truth[picked], predicted[picked], as_patient)
        other = plain.figures(second[picked], truth[picked], second_predicted[picked], as_patient)
        first.append(own)
        pair.append(minus(own, other))
        if len(np.unique(there_patient)) > 1:
            away, as_patient = plain.resampled(there_patient, SEED, resample, 1)
            gap.append(minus(plain.figures(there[away], there_truth[away], there_predicted[away], as_patient), own))
    intervals = [{k: plain.interval([row[k] for row in kept]) for k in plain.NAMES} for kept in (first, pair, gap)]
    return {"metrics": intervals[0], "pairedDifference": intervals[1], "gap": intervals[2],
            "roc": bands(case, rows, roc_heights), "precisionRecall": bands(case, rows, precision_heights)}


def curves(score, truth):
    found = {"roc": None, "precisionRecall": None}
    if truth.any() and not truth.all():
        fpr, tpr, threshold = sk.roc_curve(truth, score, drop_intermediate=False)
        found["roc"] = [[None if np.isinf(t) else float(t), float(f), float(h)] for t, f, h in zip(threshold, fpr, tpr)]
    if truth.any():
        precision, recall, threshold = sk.precision_recall_curve(truth, score)
        thresholds = [float(t) for t in threshold] + [None]
        found["precisionRecall"] = [[t, float(r), float(p)] for t, r, p in zip(thresholds, recall, precision)][::-1]
    return found


def reliability(score, truth):
    edges = np.linspace(0, 1, 11)
    place = np.searchsorted(edges[1:-1], score)
    found = []
    for number in range(10):
        own = place == number
        count, hits = int(own.sum()), int(truth[own].sum())
        low, high = proportion_confint(hits, count, method="wilson") if count else (None, None)
        found.append([count, plain.mean(score[own]), plain.mean(truth[own]),
                      None if low is None else float(low), None if high is None else float(high)])
    if len(score):
        observed, scores = calibration.calibration_curve(truth, score, n_bins=10)
        assert np.allclose(observed, [b[2] for b in found if b[0]]) and np.allclose(scores, [b[1] for b in found if b[0]])
    return found


def p_of_mcnemar(only_first, only_second):
    return float(mcnemar([[0, only_first], [only_second, 0]], exact=True).pvalue)


def described(case, neighbour):
    kind, score, second, truth, predicted, second_predicted, patient = case
    first_right, second_right = predicted == truth, second_predicted == truth
    divided = [int(np.sum(first_right & ~second_right)), int(np.sum(~first_right & second_right))]
    return {
        "kind": kind, "scores": score.tolist(), "secondScores": second.tolist(), "truths": bits(truth),
        "predictions": bits(predicted), "secondPredictions": bits(second_predicted), "patients": patient.tolist(),
        "confusion": [int(np.sum(truth & predicted)), int(np.sum(~truth & predicted)),
                      int(np.sum(~truth & ~predicted)), int(np.sum(truth & ~predicted))],
        "metrics": metric_figures(score, truth, predicted, patient),
        "secondMetrics": metric_figures(second, truth, second_predicted, patient),
        "patientLevel": patient_level(score, truth, patient),
        "delong": plain.delong(truth, score, second),
        "mcnemar": divided + [p_of_mcnemar(*divided) if len(score) else None],
        "temperature": plain.temperature(score, truth),
        "reliability": reliability(score, truth),
        "curves": curves(score, truth),
        "bootstrap": bootstrap(case, neighbour),
    }


def fold_values(rng, number):
    n = [0, 1, 2, 3, 5, 5, 8, 10, 13, 14, 20, 50, 51, 60][number % 14]
    if number % 3 == 0:
        values = rng.normal(0.1, 1, n)
    elif number % 3 == 1:
        values = rng.integers(-3, 5, n) / 8
    else:
        values = np.zeros(n) if number % 2 else np.where(rng.random(n) < 0.2, 0.0, rng.normal(0.3, 1, n))
    return values


def everything():
    rng = np.random.default_rng(SEED)
    cases = list(samples(rng))
    holm = [rng.choice([rng.random(), 0.01, 1.0, 0.0, rng.random() / 50], int(rng.integers(1, 12))) if number % 2
            else rng.random(number // 2) for number in range(80)]
    folds = [fold_values(rng, number) for number in range(112)]
    counts = [(int(b), int(c)) for b, c in [(0, 0), (1, 0), (0, 1), (1, 1), (5, 5), (90000, 91000), (1000, 1200)]]
    counts += [(int(rng.integers(0, 40)), int(rng.integers(0, 60))) for _ in range(70)]
    shares = [(h, t) for t in (1, 2, 3, 10, 57, 2000) for h in sorted({0, 1, t // 3, t // 2, t - 1, t})]
    shares += [(int(rng.integers(0, 30)), int(rng.integers(30, 90))) for _ in range(40)]
    return {
        "seed": SEED, "resamples": RESAMPLES, "places": PLACES,
        "samples": [described(case, cases[(number + 1) % len(cases)]) for number, case in enumerate(cases)],
        "wilcoxon": [[v.tolist(), *plain.wilcoxon(v)] for v in folds],
        "foldSpread": [[v.tolist(), plain.mean(v), float(np.std(v, ddof=1)) if len(v) > 1 else None] for v in folds],
        "holm": [[v.tolist(), multipletests(v, method="holm")[1].tolist() if len(v) else []] for v in holm],
        "mcnemar": [[b, c, p_of_mcnemar(b, c)] for b, c in counts],
        "wilson": [[h, t, *map(float, proportion_confint(h, t, method="wilson"))] for h, t in shares],
    }


def same(one, other, path=""):
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return all(same(one[k], other[k], f"{path}/{k}") for k in one)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(same(a, b, f"{path}/{k}") for k, (a, b) in enumerate(zip(one, other)))
    if one == other or isinstance(one, float) and isinstance(other, float) and abs(one - other) <= 1e-11:
        return True
    print(f"{path}: {one} is not {other}")
    return False


def main():
    warnings.simplefilter("ignore")
    found = everything()
    if "--check" in sys.argv:
        sys.exit(0 if same(json.loads(gzip.decompress(TARGET.read_bytes())), found) else 1)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(json.dumps(found, separators=(",", ":"), allow_nan=False).encode(), mtime=0))


if __name__ == "__main__":
    main()
