/**
 * What Histostream costs beside the model itself. Start reading at {@link io.histostream.benchmarks.PipelineBenchmark}.
 */
package io.histostream.benchmarks;
