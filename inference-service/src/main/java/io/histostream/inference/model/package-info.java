/**
 * Model packages and how they are computed: the card, its verification, and ONNX Runtime, which only
 * {@link io.histostream.inference.model.OnnxSession} knows. Start reading at
 * {@link io.histostream.inference.model.ModelPackage}.
 */
package io.histostream.inference.model;
