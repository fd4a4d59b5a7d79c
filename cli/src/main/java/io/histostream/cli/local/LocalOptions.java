package io.histostream.cli.local;

import io.histostream.contracts.Topics;
import io.histostream.devstack.DevStackOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link LocalSystem} shall be like.
 *
 * @param repository folder that holds the built services
 * @param models names of the models to serve
 * @param workerPerModel true for a worker process for each model, false for one that serves all
 * @param partitions of the topics that carry jobs and outcomes
 * @param durable true to wait for the disk at every database commit, as in production
 * @param properties more configuration of a service, by its name (see {@link LocalSystem#service})
 */
public record LocalOptions(
        Home home,
        Ports ports,
        Path repository,
        ModelsFolder modelsFolder,
        List<String> models,
        boolean workerPerModel,
        int partitions,
        boolean durable,
        Map<String, Map<String, String>> properties) {

    private static final int DEFAULT_PARTITIONS = 4;

    public LocalOptions {
        models = List.copyOf(models);
        properties = Map.copyOf(properties);
    }

    /** All models of the repository, durable. */
    public static LocalOptions of(Home home, Ports ports, Path repository) {
        ModelsFolder models = new ModelsFolder(repository.resolve("models"));
        return of(home, ports, repository, models, models.choose(List.of()));
    }

    /** Some models of a folder, durable. */
    public static LocalOptions of(Home home, Ports ports, Path repository, ModelsFolder folder, List<String> models) {
        return new LocalOptions(home, ports, repository, folder, models, false, DEFAULT_PARTITIONS, true, Map.of());
    }

    public LocalOptions withPartitions(int count) {
        return new LocalOptions(
                home, ports, repository, modelsFolder, models, workerPerModel, count, durable, properties);
    }

    /** With a worker process for each model, or one that serves all. */
    public LocalOptions withWorkerPerModel(boolean perModel) {
        return new LocalOptions(
                home, ports, repository, modelsFolder, models, perModel, partitions, durable, properties);
    }

    /** Without waiting for the disk, for fast tests. */
    public LocalOptions notDurable() {
        return new LocalOptions(
                home, ports, repository, modelsFolder, models, workerPerModel, partitions, false, properties);
    }

    /** With more configuration for one service. */
    public LocalOptions withProperties(String service, Map<String, String> more) {
        Map<String, Map<String, String>> all = new HashMap<>(properties);
        all.put(service, Map.copyOf(more));
        return new LocalOptions(
                home, ports, repository, modelsFolder, models, workerPerModel, partitions, durable, all);
    }

    /** The worker processes: their names, and which models each serves. */
    Map<String, List<String>> workers() {
        if (!workerPerModel) {
            return Map.of(Services.INFERENCE, models);
        }
        Map<String, List<String>> workers = new LinkedHashMap<>();
        models.forEach(model -> workers.put(Services.INFERENCE + "-" + model, List.of(model)));
        return workers;
    }

    DevStackOptions servers() {
        Map<String, Integer> topics = new LinkedHashMap<>();
        topics.put(Topics.BATCHES, partitions);
        topics.put(Topics.JOB_OUTCOMES, partitions);
        topics.put(Topics.MODELS_IN_SERVICE, 1);
        topics.put(Topics.DEAD_LETTERS, 1);
        models.forEach(model -> topics.put(Topics.imageJobs(model), partitions));
        return new DevStackOptions(
                home.folder(), ports.kafka(), ports.kafkaController(), ports.postgres(), topics, durable);
    }
}
