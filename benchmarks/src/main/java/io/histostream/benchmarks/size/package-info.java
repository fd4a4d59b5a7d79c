/**
 * How fast the results service answers when there are many rows. Start reading at
 * {@link io.histostream.benchmarks.size.SizeBenchmark}.
 */
package io.histostream.benchmarks.size;
