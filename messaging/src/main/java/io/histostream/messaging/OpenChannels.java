package io.histostream.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReporter;
import io.smallrye.reactive.messaging.kafka.DeserializationFailureHandler;
import io.smallrye.reactive.messaging.kafka.KafkaCDIEvents;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.smallrye.reactive.messaging.kafka.impl.ConfigHelper;
import io.smallrye.reactive.messaging.kafka.impl.KafkaSource;
import io.smallrye.reactive.messaging.providers.connectors.ExecutionHolder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.Config;

/**
 * Opens and closes consumers while the service runs, which the connector itself does only at start and stop. They are the
 * connector's own, made of the same parts: settings, {@link DeliveryRules}, failure handler, commits and health are those
 * of every other channel.
 */
@Singleton
public class OpenChannels implements HealthReporter {

    private final List<OpenChannel<?>> open = new CopyOnWriteArrayList<>();

    @Inject
    Config config;

    @Inject
    ExecutionHolder execution;

    @Inject
    KafkaCDIEvents events;

    @Inject
    @Any
    Instance<Map<String, Object>> configurations;

    @Inject
    @Any
    Instance<KafkaCommitHandler.Factory> commitHandlers;

    @Inject
    @Any
    Instance<KafkaFailureHandler.Factory> failureHandlers;

    @Inject
    @Any
    Instance<KafkaConsumerRebalanceListener> rebalanceListeners;

    @Inject
    @Any
    Instance<ClientCustomizer<Map<String, Object>>> customizers;

    @Inject
    @Any
    Instance<DeserializationFailureHandler<?>> deserializationFailureHandlers;

    @Inject
    Instance<OpenTelemetry> openTelemetry;

    /**
     * Opens a consumer; it joins its group once its messages are subscribed to.
     *
     * @param template the channel whose settings it has, but for its own; itself {@code enabled: false}
     * @param own for example {@code topic} and {@code group.id}
     * @throws IllegalStateException when its configuration breaks {@link DeliveryRules}
     */
    public <T> OpenChannel<T> open(String template, String channel, Map<String, String> own) {
        Config settings = ConfigHelper.retrieveChannelConfiguration(
                configurations, new ChannelSettings(config, template, channel, own));
        KafkaConnectorIncomingConfiguration incoming = new KafkaConnectorIncomingConfiguration(settings);
        String group = incoming.getGroupId()
                .orElseThrow(() -> new IllegalStateException("channel " + channel + " has no group.id"));
        KafkaSource<String, T> source = new KafkaSource<>(
                execution.vertx(),
                group,
                incoming,
                openTelemetry,
                commitHandlers,
                failureHandlers,
                rebalanceListeners,
                events,
                customizers,
                deserializationFailureHandlers,
                -1);
        OpenChannel<T> opened = new OpenChannel<>(source, open::remove);
        open.add(opened);
        return opened;
    }

    // When the connector closes its own.
    void closeAll(@Observes @Priority(50) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        open.forEach(OpenChannel::close);
    }

    @Override
    public HealthReport getStartup() {
        return report(OpenChannel::addStartup);
    }

    @Override
    public HealthReport getReadiness() {
        return report(OpenChannel::addReadiness);
    }

    @Override
    public HealthReport getLiveness() {
        return report(OpenChannel::addLiveness);
    }

    private HealthReport report(BiConsumer<OpenChannel<?>, HealthReport.HealthReportBuilder> part) {
        HealthReport.HealthReportBuilder report = HealthReport.builder();
        open.forEach(channel -> part.accept(channel, report));
        return report.build();
    }
}
