package io.histostream.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/**
 * A model in ONNX Runtime; the only class that knows it. Inputs are read from the direct batch buffer and outputs
 * written to pinned tensors, so a run copies nothing on the Java side. On the CPU a run computes on the calling thread.
 */
public final class OnnxSession implements ModelSession {

    private static final Map<ExecutionProvider, OrtProvider> PROVIDERS = new EnumMap<>(Map.of(
            ExecutionProvider.TENSORRT, OrtProvider.TENSOR_RT,
            ExecutionProvider.CUDA, OrtProvider.CUDA,
            ExecutionProvider.CPU, OrtProvider.CPU));

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ExecutionProvider provider;
    private final ModelInput input;
    private final long[] inputShape;
    private final OutputLayout outputs;
    private final ConcurrentLinkedQueue<PinnedOutputs> idleOutputs = new ConcurrentLinkedQueue<>();

    private OnnxSession(OrtEnvironment environment, OrtSession session, ExecutionProvider provider, ModelCard card) {
        this.environment = environment;
        this.session = session;
        this.provider = provider;
        this.input = card.input();
        this.inputShape = input.tensorShape();
        this.outputs = card.outputLayout();
    }

    /** Providers that this build of ONNX Runtime has; whether one works is known only once a session is open. */
    public static Set<ExecutionProvider> compiledIn() {
        Set<ExecutionProvider> found = EnumSet.noneOf(ExecutionProvider.class);
        Set<OrtProvider> available = OrtEnvironment.getAvailableProviders();
        PROVIDERS.forEach((ours, theirs) -> {
            if (available.contains(theirs)) {
                found.add(ours);
            }
        });
        return found;
    }

    public static String runtimeVersion() {
        return environment().getVersion();
    }

    /**
     * Loads the graph, by path, since its weights may lie in files beside it.
     *
     * @param largestBatch the largest batch that will be run
     * @throws ModelRefusedException when the provider does not work here, or the graph is not what the card says
     */
    public static OnnxSession open(ModelCard card, ModelGraph graph, ExecutionProvider provider, int largestBatch) {
        OrtEnvironment environment = environment();
        try (SessionOptions options = options(card, provider, largestBatch)) {
            OrtSession session = environment.createSession(graph.file().toString(), options);
            OnnxSession opened = new OnnxSession(environment, session, provider, card);
            try {
                opened.verifyGraph();
                return opened;
            } catch (OrtException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (OrtException | UnsatisfiedLinkError e) {
            throw new ModelRefusedException(
                    "ONNX Runtime cannot load it on %s: %s".formatted(provider.tag(), e.getMessage()), e);
        }
    }

    private static OrtEnvironment environment() {
        CommandLineLength.requireSafe();
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "histostream");
    }

    private static SessionOptions options(ModelCard card, ExecutionProvider provider, int largestBatch)
            throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        if (provider == ExecutionProvider.TENSORRT) {
            options.addTensorrt(tensorRt(card, largestBatch));
        }
        if (provider.isDevice()) {
            // Several device sessions would otherwise keep growing their memory (onnxruntime issue 29351).
            options.setMemoryPatternOptimization(false);
            options.addCUDA(cuda());
        }
        return options;
    }

    private static OrtCUDAProviderOptions cuda() throws OrtException {
        OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0);
        // TF32 would cost the golden scores their precision.
        cuda.add("use_tf32", "0");
        return cuda;
    }

    /** One engine for all batch sizes, instead of a new one whenever a larger batch appears. */
    private static OrtTensorRTProviderOptions tensorRt(ModelCard card, int largestBatch) throws OrtException {
        OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0);
        String shape = card.input().name() + ":%d";
        for (long length : card.input().tensorShape()) {
            shape += "x" + length;
        }
        tensorRt.add("trt_profile_min_shapes", shape.formatted(1));
        tensorRt.add("trt_profile_opt_shapes", shape.formatted(largestBatch));
        tensorRt.add("trt_profile_max_shapes", shape.formatted(largestBatch));
        return tensorRt;
    }

    private void verifyGraph() throws OrtException {
        verifyTensor("input", session.getInputInfo(), input.name(), batchOf(-1, inputShape));
        for (OutputLayout.Part part : outputs.parts()) {
            verifyTensor("output", session.getOutputInfo(), part.name(), batchOf(-1, part.shape()));
        }
        if (session.getNumInputs() != 1) {
            throw new ModelRefusedException("the graph has inputs " + session.getInputNames() + ", not only one");
        }
    }

    /** A shape with its batch axis in front. */
    private static long[] batchOf(long images, long... shape) {
        return LongStream.concat(LongStream.of(images), Arrays.stream(shape)).toArray();
    }

    private static void verifyTensor(String kind, Map<String, NodeInfo> nodes, String name, long... shape) {
        NodeInfo node = nodes.get(name);
        if (node == null) {
            throw new ModelRefusedException(
                    "the graph has no %s named %s, but %s".formatted(kind, name, nodes.keySet()));
        }
        if (!(node.getInfo() instanceof TensorInfo tensor)
                || tensor.type != ai.onnxruntime.OnnxJavaType.FLOAT
                || !Arrays.equals(tensor.getShape(), shape)) {
            throw new ModelRefusedException("the graph's %s %s is %s, not float32 %s (-1: any)"
                    .formatted(kind, name, node.getInfo(), Arrays.toString(shape)));
        }
    }

    @Override
    public ExecutionProvider provider() {
        return provider;
    }

    @Override
    public float[][] run(FloatBuffer images, int batchSize) throws ModelRunException {
        FloatBuffer exact = images.slice(images.position(), batchSize * input.elementCount());
        PinnedOutputs pinned = idleOutputs.poll();
        if (pinned == null) {
            pinned = new PinnedOutputs();
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, exact, batchOf(batchSize, inputShape));
                OrtSession.Result result = session.run(Map.of(input.name(), tensor), pinned.of(batchSize))) {
            return pinned.read(batchSize);
        } catch (OrtException e) {
            throw classified(e);
        } finally {
            idleOutputs.add(pinned);
        }
    }

    private static ModelRunException classified(OrtException failure) {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        boolean memory = lower.contains("out of memory")
                || lower.contains("failed to allocate memory")
                || lower.contains("bad_alloc")
                || lower.contains("alloc_failed");
        return memory ? new DeviceMemoryException(message, failure) : new ModelRunException(message, failure);
    }

    @Override
    public void close() {
        try {
            for (PinnedOutputs outputs = idleOutputs.poll(); outputs != null; outputs = idleOutputs.poll()) {
                outputs.close();
            }
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session could not be closed", e);
        }
    }

    /** Output tensors of one run at a time, some for each batch size, made when first needed. */
    private final class PinnedOutputs {

        private final Map<Integer, List<FloatBuffer>> buffers = new HashMap<>();
        private final Map<Integer, Map<String, OnnxTensor>> tensors = new HashMap<>();

        Map<String, ? extends OnnxValue> of(int batchSize) throws OrtException {
            Map<String, OnnxTensor> known = tensors.get(batchSize);
            return known != null ? known : create(batchSize);
        }

        private Map<String, OnnxTensor> create(int batchSize) throws OrtException {
            List<FloatBuffer> created = new ArrayList<>();
            Map<String, OnnxTensor> byName = new HashMap<>();
            for (OutputLayout.Part part : outputs.parts()) {
                FloatBuffer buffer = ByteBuffer.allocateDirect(batchSize * part.size() * Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
                created.add(buffer);
                byName.put(part.name(), OnnxTensor.createTensor(environment, buffer, batchOf(batchSize, part.shape())));
            }
            buffers.put(batchSize, created);
            tensors.put(batchSize, byName);
            return byName;
        }

        float[][] read(int batchSize) {
            float[][] results = new float[batchSize][outputs.size()];
            List<OutputLayout.Part> parts = outputs.parts();
            for (int output = 0; output < parts.size(); output++) {
                OutputLayout.Part part = parts.get(output);
                FloatBuffer buffer = buffers.get(batchSize).get(output);
                for (int image = 0; image < batchSize; image++) {
                    buffer.get(image * part.size(), results[image], part.offset(), part.size());
                }
            }
            return results;
        }

        void close() {
            tensors.values().forEach(byName -> byName.values().forEach(OnnxTensor::close));
        }
    }
}
