/**
 * Gathers images into batches for a model, in the words of Triton's dynamic batcher; plain Java without Quarkus, Kafka
 * or ONNX. Start reading at {@link io.histostream.inference.batching.DynamicBatcher}.
 */
package io.histostream.inference.batching;
