package io.histostream.inference.worker;

import io.histostream.inference.model.ExecutionProvider;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a worker serves and with how much of the machine. */
@ConfigMapping(prefix = "histostream.inference")
public interface InferenceConfig {

    /** Names of the models to serve; the jobs of each come from the topic {@code image-jobs.<model>}. */
    List<String> models();

    /** What differs from model to model, by its name. */
    Map<String, ModelOptions> modelOptions();

    /** Whether models are loaded and unloaded while the worker runs. */
    @WithDefault("none")
    ModelControl modelControl();

    /** How often the models folder is looked at where {@code model-control} is {@code poll}. */
    @WithDefault("15s")
    Duration pollInterval();

    /** Execution providers in order of preference; the first that works here is used. */
    @WithDefault("tensorrt,cuda,cpu")
    List<ExecutionProvider> providers();

    /** How images are gathered into batches. What is absent depends on the provider. */
    Batching batching();

    /** How images are fetched from the image store. */
    Fetch fetch();

    /** The largest images that are decoded. */
    Limits limits();

    /** A run or a decoding that takes longer is taken for hung, and the worker for dead. */
    @WithDefault("2m")
    Duration taskTimeout();

    /** How long a worker that is asked to stop works on to finish what it has begun. */
    @WithDefault("20s")
    Duration drainTimeout();

    /** What a model has of its own; what is absent in {@code batching} is as for all models. */
    interface ModelOptions {

        /** The version to serve, and no other; the highest in the models folder if absent. */
        Optional<String> version();

        /** Precision of the graph, one that the model card lists. */
        @WithDefault("fp32")
        String variant();

        /** How images of this model are gathered into batches. */
        Batching batching();
    }

    /** Triton's words for a dynamic batcher. */
    interface Batching {

        /** The most images in one run; 4 on a CPU, 32 on a GPU if absent. */
        Optional<Integer> maxBatchSize();

        /** How long an image waits for others; 0 on a CPU, 2 ms on a GPU if absent. */
        Optional<Duration> maxQueueDelay();

        /** How many runs at once; one per core on a CPU, 2 on a GPU if absent. On a CPU all models share the cores. */
        Optional<Integer> concurrentRuns();

        /** How many images are decoded at once; one per core if absent. */
        Optional<Integer> decodeThreads();
    }

    /** Fetching ahead of the decoding, for all models together. */
    interface Fetch {

        /** How many images are fetched at once. */
        @WithDefault("4")
        int threads();

        /** How many bytes of fetched images may wait to be decoded. */
        @WithDefault("128M")
        MemorySize memory();

        /** First pause when the image store is in trouble; doubles up to the longest. */
        @WithDefault("200ms")
        Duration firstBackOff();

        /** Longest pause when the image store is in trouble. */
        @WithDefault("5s")
        Duration longestBackOff();
    }

    /** Bounds against hostile files. */
    interface Limits {

        /** Bytes of a file. */
        @WithDefault("64M")
        MemorySize imageBytes();

        /** Width times height, as the file's header states them. */
        @WithDefault("40000000")
        long imagePixels();
    }
}
