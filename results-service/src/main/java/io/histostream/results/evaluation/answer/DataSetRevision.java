package io.histostream.results.evaluation.answer;

import io.histostream.results.evaluation.reading.Scope;

/** Tells cheaply whether anything has changed that an evaluation is computed from: jobs, labels, model cards. */
@FunctionalInterface
public interface DataSetRevision {

    /** Equal texts mean that nothing has changed in between. */
    String of(Scope scope);
}
