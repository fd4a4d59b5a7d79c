package io.histostream.inference.worker;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the models are. */
@ConfigMapping(prefix = "histostream.models")
public interface ModelsConfig {

    /** Folder of model packages, {@code <name>/<version>/}. */
    Path folder();
}
