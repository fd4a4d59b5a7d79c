/** Decides who may be judged on what: the leak guard, and the folds of a cross-validation taken together. */
package io.histostream.results.evaluation.guard;
