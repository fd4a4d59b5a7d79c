package io.histostream.inference.worker;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while a verified model serves; alive while no task hangs and a restart could not help. */
class WorkerHealth {

    private static final String NAME = "model";

    @Produces
    @Singleton
    @Readiness
    HealthCheck serves(Worker worker) {
        return () -> {
            boolean broken = worker.served().engine().isBroken();
            boolean stopping = worker.inFlight().isClosed();
            return HealthCheckResponse.named(NAME)
                    .status(!broken && !stopping)
                    .withData("name", worker.served().model().card().name())
                    .withData("version", worker.served().model().card().version())
                    .withData("provider", worker.served().provider().tag())
                    .withData("broken", broken)
                    .withData("stopping", stopping)
                    .build();
        };
    }

    /** The watchdog: only a restart helps against a hung run or a broken model. */
    @Produces
    @Singleton
    @Liveness
    HealthCheck moves(Worker worker) {
        return () -> {
            boolean hung = worker.isHung();
            boolean broken = worker.served().engine().isBroken();
            return HealthCheckResponse.named(NAME)
                    .status(!hung && !broken)
                    .withData("hung", hung)
                    .withData("broken", broken)
                    .build();
        };
    }
}
