"""The study's figures by their plain definitions; None where one is undefined."""

import math
import warnings

import numpy as np
from scipy import optimize, special, stats
from sklearn import metrics as sk

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mean(values):
    return float(np.mean(values)) if len(values) else None


def share(hits, of):
    return float(hits) / float(of) if of else None


def figures(score, truth, predicted, patient):
    """Every metric of images given as arrays, O(positives x negatives)."""
    if len(score) == 0:
        return dict.fromkeys(NAMES)
    tp = int(np.sum(truth & predicted))
    fp = int(np.sum(~truth & predicted))
    tn = int(np.sum(~truth & ~predicted))
    fn = int(np.sum(truth & ~predicted))
    recall, specificity = share(tp, tp + fn), share(tn, tn + fp)
    both = tp + fn > 0 and tn + fp > 0
    positive, negative = score[truth], score[~truth]
    auc = average_precision = None
    if both:
        auc = mean((positive[:, None] > negative) + 0.5 * (positive[:, None] == negative))
    if len(positive):
        at_least = score[None, :] >= positive[:, None]
        average_precision = mean((at_least & truth).sum(1) / at_least.sum(1))
    right = truth == predicted
    edges = np.linspace(0, 1, 11)
    inside = [(score > low) & (score <= high) for low, high in zip(edges[:-1], edges[1:])]
    inside[0] |= score == 0
    calibration = sum(b.mean() * abs(score[b].mean() - truth[b].mean()) for b in inside if b.any())
    by_patient = [right[patient == p].mean() for p in np.unique(patient)]
    return {
        "accuracy": mean(right),
        "balancedAccuracy": (recall + specificity) / 2 if both else None,
        "precision": share(tp, tp + fp),
        "recall": recall,
        "specificity": specificity,
        "f1": share(2 * tp, 2 * tp + fp + fn),
        "auc": auc,
        "averagePrecision": average_precision,
        "brier": mean((score - truth) ** 2),
        "calibrationError": float(calibration),
        "patientRecognition": mean(by_patient),
    }


NAMES = ("accuracy balancedAccuracy precision recall specificity f1 auc averagePrecision brier "
         "calibrationError patientRecognition").split()


def library_figures(score, truth, predicted, patient):
    """The same by scikit-learn, where it has them; where scikit-learn gives NaN or a stand-in, None."""
    if len(score) == 0:
        return {}
    nan = dict(zero_division=np.nan)
    both = truth.any() and not truth.all()
    found = {
        "accuracy": sk.accuracy_score(truth, predicted),
        "balancedAccuracy": sk.balanced_accuracy_score(truth, predicted) if both else np.nan,
        "precision": sk.precision_score(truth, predicted, **nan),
        "recall": sk.recall_score(truth, predicted, **nan),
        "specificity": sk.recall_score(truth, predicted, pos_label=0, **nan),
        "f1": sk.f1_score(truth, predicted, **nan),
        "auc": sk.roc_auc_score(truth, score) if both else np.nan,
        "averagePrecision": sk.average_precision_score(truth, score) if truth.any() else np.nan,
        "brier": sk.brier_score_loss(truth.astype(int), score, labels=[0, 1], pos_label=1),
    }
    return {name: None if np.isnan(value) else float(value) for name, value in found.items()}


def agree(name, one, other, within=1e-11):
    if (one is None) != (other is None) or one is not None and abs(one - other) > within:
        raise AssertionError(f"{name}: {one} is not {other}")


def mixed(bits):
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
    return bits ^ (bits >> 31)


def drawn(seed, resample, stream, patients):
    """Numbers of the patients of one resample, by SplitMix64."""
    state = mixed((seed + GOLDEN * (2 * resample + stream + 1)) & MASK)
    numbers = []
    for _ in range(patients):
        state = (state + GOLDEN) & MASK
        numbers.append(((mixed(state) >> 32) * patients) >> 32)
    return numbers


def resampled(patient, seed, resample, stream):
    """Rows of one resample, and for each the place of its patient among those drawn."""
    rows_of = [np.flatnonzero(patient == p) for p in np.unique(patient)]
    rows = [rows_of[number] for number in drawn(seed, resample, stream, len(rows_of))]
    return np.concatenate(rows), np.repeat(np.arange(len(rows)), [len(r) for r in rows])


def interval(values, confidence=0.95):
    """Percentiles over the resamples where the figure is defined; None if more than a tenth are not."""
    known = [v for v in values if v is not None]
    if not known or len(values) - len(known) > 0.1 * len(values):
        return None
    return [float(q) for q in np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])]


def delong(truth, first, second, confidence=0.95):
    """DeLong et al. 1988 by all pairs of a positive and a negative image."""
    if truth.all() or not truth.any():
        return None

    def placements(score):
        psi = (score[truth][:, None] > score[~truth]) + 0.5 * (score[truth][:, None] == score[~truth])
        return psi.mean(1), psi.mean(0)

    a10, a01 = placements(first)
    b10, b01 = placements(second)

    def bounded(v10, v01, least):
        value = float(v10.mean())
        if len(v10) < 2 or len(v01) < 2:
            return [value, None, None, None]
        variance = v10.var(ddof=1) / len(v10) + v01.var(ddof=1) / len(v01)
        if variance < 1e-27:
            return [value, None, None, None]
        half = stats.norm.ppf((1 + confidence) / 2) * math.sqrt(variance)
        return [value, max(least, value - half), min(1.0, value + half), float(variance)]

    difference = bounded(a10 - b10, a01 - b01, -1.0)
    z = p = None
    if difference[3] is not None:
        covariance = np.cov(a10, b10) / len(a10) + np.cov(a01, b01) / len(a01)
        agree("DeLong", difference[3], covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
        z = difference[0] / math.sqrt(difference[3])
        p = float(2 * stats.norm.sf(abs(z)))
    return {"first": bounded(a10, a01, 0.0)[:3], "second": bounded(b10, b01, 0.0)[:3],
            "difference": difference[:3], "z": z, "p": p}


def temperature(score, truth):
    if len(score) == 0 or truth.all() or not truth.any():
        return None
    logit = special.logit(np.clip(score, 1e-7, 1 - 1e-7))
    if np.all(np.where(truth, logit, -logit) >= 0):
        return None

    def slope(inverse):
        return float(np.mean(logit * (special.expit(inverse * logit) - truth)))

    if slope(1 / 20) >= 0 or slope(1 / 0.05) <= 0:
        return None
    best = 1 / optimize.brentq(slope, 1 / 20, 1 / 0.05, xtol=1e-15, rtol=8.9e-16)

    def loss(log_temperature):
        margin = np.where(truth, logit, -logit) / math.exp(log_temperature)
        return float(np.mean(np.logaddexp(0, -margin)))

    found = optimize.minimize_scalar(loss, bounds=(math.log(0.05), math.log(20)), method="bounded",
                                     options={"xatol": 1e-10})
    agree("temperature", math.log(best), float(found.x), 1e-3)
    return best


def wilcoxon(differences):
    if len(differences) == 1 and differences[0] == 0:
        return [0.0, 1.0]  # scipy refuses to permute one value; both of its sign patterns give 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = stats.wilcoxon(differences)
    return [None if np.isnan(v) else float(v) for v in (found.statistic, found.pvalue)]
