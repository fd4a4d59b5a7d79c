package io.histostream.systemtests;

import io.histostream.devstack.ServerProcess;
import io.histostream.devstack.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills services at random moments, and stops Kafka and PostgreSQL once each meanwhile. */
final class Faults {

    /**
     * How much of it.
     *
     * @param pause longest time between two kills; each is a random part of it
     * @param outage how long Kafka, and later PostgreSQL, is away
     */
    record Plan(int kills, Duration pause, Duration outage) {}

    private final Deployment deployment;
    private final Plan plan;
    private final Random random;
    private final List<Role> waiting = new ArrayList<>();
    private final Map<Role, Integer> killed = new EnumMap<>(Role.class);
    private final AtomicInteger done = new AtomicInteger();
    private volatile Duration pause = Duration.ofDays(1);
    private volatile long pauseStart = System.nanoTime();
    private volatile Instant last = Instant.EPOCH;

    Faults(Deployment deployment, Plan plan, long seed) {
        this.deployment = deployment;
        this.plan = plan;
        this.random = new Random(seed);
    }

    /** Runs the whole plan, then returns. */
    void run() throws InterruptedException {
        Thread kafka = null;
        Thread postgres = null;
        while (done.get() < plan.kills()) {
            // At least a tenth, so that not all fall on a service that is only starting.
            pause = Duration.ofMillis((long) (plan.pause().toMillis() * (0.1 + 0.9 * random.nextDouble())));
            pauseStart = System.nanoTime();
            Thread.sleep(pause.toMillis());
            kill(next());
            if (kafka == null && done.get() >= plan.kills() / 2) {
                kafka = outage("Kafka", deployment.servers().kafka());
            }
            if (postgres == null && done.get() >= plan.kills() * 3 / 4 && !kafka.isAlive()) {
                postgres = outage("PostgreSQL", deployment.servers().postgres());
            }
        }
        if (postgres == null) {
            kafka.join();
            postgres = outage("PostgreSQL", deployment.servers().postgres());
        }
        postgres.join();
    }

    /** Each service once, in random order, then each once more. */
    private Role next() {
        if (waiting.isEmpty()) {
            waiting.addAll(List.of(Role.values()));
            Collections.shuffle(waiting, random);
        }
        return waiting.remove(waiting.size() - 1);
    }

    private void kill(Role role) throws InterruptedException {
        ServiceProcess service = deployment.service(role);
        while (!service.isAlive()) {
            Thread.sleep(20);
        }
        service.handle().destroyForcibly();
        last = Instant.now();
        killed.merge(role, 1, Integer::sum);
        deployment.log().say("SIGKILL %d: %s", done.incrementAndGet(), role.module());
    }

    private Thread outage(String name, ServerProcess server) {
        Thread thread = new Thread(() -> stopForAWhile(name, server), "outage-" + name);
        thread.start();
        return thread;
    }

    private void stopForAWhile(String name, ServerProcess server) {
        try {
            deployment.log().say("%s stops for %d s", name, plan.outage().toSeconds());
            server.stop();
            Thread.sleep(plan.outage().toMillis());
            server.start();
            deployment.log().say("%s is back", name);
            last = Instant.now();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            deployment.log().surprise("%s did not come back: %s", name, e);
        }
    }

    /** The part of the plan that is done, from 0 to 1; it goes on between two kills too. */
    double progress() {
        double ofPause = (double) (System.nanoTime() - pauseStart) / pause.toNanos();
        return (done.get() + Math.min(1, ofPause)) / plan.kills();
    }

    /** When the last fault ended. */
    Instant last() {
        return last;
    }

    Map<Role, Integer> killed() {
        return killed;
    }
}
