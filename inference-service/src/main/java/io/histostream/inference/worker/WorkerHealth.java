package io.histostream.inference.worker;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a verified version of every model serves; alive while no task hangs and a restart could not help. */
class WorkerHealth {

    private static final String NAME = "models";

    @Produces
    @Singleton
    @Readiness
    HealthCheck serves(Worker worker) {
        return () -> readiness(worker.registry().lanes());
    }

    /** The watchdog: only a restart helps against a hung run, a broken model or a consumer that has failed. */
    @Produces
    @Singleton
    @Liveness
    HealthCheck moves(Worker worker) {
        return () -> liveness(worker.registry().lanes(), worker.taskTimeout());
    }

    static HealthCheckResponse readiness(Collection<ModelLane> lanes) {
        boolean ready = lanes.stream().allMatch(lane -> lane.state() == ModelState.SERVING && !lane.isBroken());
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME).status(ready);
        lanes.forEach(lane -> response.withData(lane.model(), describe(lane)));
        return response.build();
    }

    private static String describe(ModelLane lane) {
        String state = lane.isBroken() ? "broken" : lane.state().tag();
        return lane.current()
                .map(version ->
                        version.version() + " on " + version.served().provider().tag() + ", " + state)
                .orElse(state);
    }

    /**
     * @param taskTimeout a decoding or run that takes longer is taken for hung
     */
    static HealthCheckResponse liveness(Collection<ModelLane> lanes, Duration taskTimeout) {
        List<ModelLane> hung = lanes.stream()
                .filter(lane -> lane.longestTask().compareTo(taskTimeout) > 0)
                .toList();
        List<ModelLane> broken = lanes.stream().filter(ModelLane::isBroken).toList();
        List<ModelLane> stuck = lanes.stream().filter(ModelLane::isStuck).toList();
        return HealthCheckResponse.named(NAME)
                .status(hung.isEmpty() && broken.isEmpty() && stuck.isEmpty())
                .withData("hung", names(hung))
                .withData("broken", names(broken))
                .withData("stuck", names(stuck))
                .build();
    }

    private static String names(List<ModelLane> lanes) {
        return String.join(",", lanes.stream().map(ModelLane::model).toList());
    }
}
