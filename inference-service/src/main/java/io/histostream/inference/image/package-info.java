/**
 * Turns an image's bytes into a model's input tensor, equal to Pillow and torchvision bit for bit; plain Java without
 * Quarkus, Kafka or ONNX. Start reading at {@link io.histostream.inference.image.Preprocessor}.
 */
package io.histostream.inference.image;
