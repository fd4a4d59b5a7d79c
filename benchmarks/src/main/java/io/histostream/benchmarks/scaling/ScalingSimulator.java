package io.histostream.benchmarks.scaling;

import io.histostream.benchmarks.scaling.ScalingRule.Settings;
import io.histostream.benchmarks.scaling.Workers.Speed;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Prints what several thresholds would have done on three days. */
@CommandLine.Command(name = "scaling-simulator", mixinStandardHelpOptions = true)
public final class ScalingSimulator implements Callable<Integer> {

    @Option(names = "--jobs", description = "of a day, by one model", defaultValue = "1000000")
    int jobs;

    @Option(names = "--rate", description = "jobs per second of one worker, measured", defaultValue = "23.6")
    double rate;

    @Option(names = "--start", description = "seconds from the decision to a ready worker", defaultValue = "45")
    int start;

    @Option(names = "--rebalance", description = "seconds in which nobody works after a change", defaultValue = "5")
    int rebalance;

    @Option(
            names = "--drain",
            description = "wanted drain times in seconds",
            split = ",",
            defaultValue = "15,30,60,120,300")
    List<Integer> drains;

    @Option(names = "--min", description = "fewest workers", split = ",", defaultValue = "0,1")
    List<Integer> mins;

    @Option(names = "--max", description = "most workers, and partitions", defaultValue = "12")
    int max;

    @Option(names = "--calm", description = "seconds before workers are taken away", split = ",", defaultValue = "300")
    List<Integer> calms;

    @Option(names = "--seed", description = "of the arrivals", defaultValue = "20260101")
    long seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ScalingSimulator()).execute(arguments));
    }

    @Override
    public Integer call() {
        System.out.printf(
                Locale.ROOT,
                "%,d jobs a day; a worker does %.1f a second and is ready after %d s; %d s of nothing after a change; at most %d.%n%n",
                jobs,
                rate,
                start,
                rebalance,
                max);
        System.out.println(
                "| arrivals | wanted drain | target lag | min | calm | wait p50 | p99 | longest | worker hours | most | flaps |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Arrivals pattern : Arrivals.values()) {
            int[] arrivals = pattern.of(jobs, seed);
            for (int min : mins) {
                for (int calm : calms) {
                    drains.forEach(drain -> print(pattern, arrivals, drain, min, calm));
                }
            }
        }
        return 0;
    }

    private void print(Arrivals pattern, int[] arrivals, int drain, int min, int calm) {
        Settings settings = new Settings(Settings.targetLag(rate, drain), min, max, calm);
        Simulation.Outcome outcome = Simulation.run(arrivals, new Speed(rate, start, rebalance), settings);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d s | %d | %d | %d s | %d s | %d s | %d s | %.1f | %d | %d |%n",
                pattern.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                drain,
                settings.targetLag(),
                min,
                calm,
                outcome.medianWait(),
                outcome.p99Wait(),
                outcome.longestWait(),
                outcome.workerHours(),
                outcome.most(),
                outcome.flaps());
    }
}
