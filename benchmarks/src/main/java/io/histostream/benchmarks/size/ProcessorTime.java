package io.histostream.benchmarks.size;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How long processes and those that they started have had a processor. */
record ProcessorTime(List<ProcessHandle> processes) {

    /** So far; one that has ended counts no more. */
    double milliseconds() {
        return processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toMillis)
                .sum();
    }
}
