package io.histostream.cli;

import io.histostream.cli.local.ModelsFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which models a local system serves. */
final class ModelOptions {

    @Option(
            names = "--models-folder",
            paramLabel = "DIR",
            description = "Folder of model packages, NAME/VERSION/model-card.yaml (default: models in the repository).")
    private Path folder;

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            description = "Models to serve, separated by commas (default: all of the folder).")
    private final List<String> names = new ArrayList<>();

    @Option(
            names = "--worker-per-model",
            description = "Start a worker process for each model instead of one that serves all.")
    private boolean workerPerModel;

    boolean workerPerModel() {
        return workerPerModel;
    }

    ModelsFolder folder() {
        return new ModelsFolder(folder == null ? HomeOptions.repository().resolve("models") : folder);
    }

    List<String> names() {
        return folder().choose(names);
    }
}
