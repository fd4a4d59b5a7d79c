package io.histostream.inference.worker;

import io.histostream.inference.model.ModelPackage;

/** Tells others that a version has been put into service. */
@FunctionalInterface
interface ServiceNotice {

    /** Neither waits for anybody nor fails: serving depends on nobody's having heard of it. */
    void inService(ModelPackage model);
}
