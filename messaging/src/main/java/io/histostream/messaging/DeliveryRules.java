package io.histostream.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a Kafka client's configuration must be so that no record is lost, skipped, stalled or wrongly dead-lettered. */
public final class DeliveryRules {

    private static final int LONGEST_SESSION_MILLIS = 10_000;

    private DeliveryRules() {}

    /** One sentence for each rule that a client breaks; none for a safe one. */
    public static List<String> violations(KafkaClient client) {
        Findings findings = new Findings(client);
        switch (client.role()) {
            case CONSUMER -> {
                consumer(findings);
                deadLettering(findings);
            }
            case PRODUCER -> producer(findings);
            case DEAD_LETTER_PRODUCER -> {
                producer(findings);
                deadLetterProducer(findings);
            }
        }
        return findings.sentences;
    }

    private static void producer(Findings findings) {
        // Kafka calls "all" -1 too.
        if (!List.of("all", "-1").contains(String.valueOf(findings.client.effective("acks")))) {
            findings.add("acks", findings.client.effective("acks"), "all");
        }
        findings.requireProperty("enable.idempotence", true);
        findings.requireProperty("retries", Integer.MAX_VALUE);
        findings.requireProperty("delivery.timeout.ms", Integer.MAX_VALUE);
        findings.requireSetting("waitForWriteCompletion", "true", "true");
    }

    private static void deadLetterProducer(Findings findings) {
        String serializer = "org.apache.kafka.common.serialization.ByteArraySerializer";
        if (!serializer.equals(findings.client.properties().get("value.serializer"))) {
            findings.add("value.serializer", findings.client.properties().get("value.serializer"), serializer);
        }
    }

    private static void consumer(Findings findings) {
        findings.requireProperty("auto.offset.reset", "earliest");
        findings.requireProperty("enable.auto.commit", false);
        if (findings.client.setting("group.id").isEmpty()) {
            findings.add("group.id", "generated at each start", "named");
        }
        Object session = findings.client.effective("session.timeout.ms");
        if (!(session instanceof Integer millis) || millis > LONGEST_SESSION_MILLIS) {
            findings.add("session.timeout.ms", session, "at most " + LONGEST_SESSION_MILLIS);
        }
        findings.requireSetting("commit-strategy", "throttled", "throttled");
        findings.requireSetting("throttled.unprocessed-record-max-age.ms", "60000", "0");
        findings.requireSetting("throttled.ordered", "unset", "unset");
    }

    private static void deadLettering(Findings findings) {
        findings.requireSetting("failure-strategy", "fail", "classified");
        findings.requireSetting("fail-on-deserialization-failure", "true", "false");
        findings.requireSetting("dead-letter-queue.topic", "unset", "dead-letters");
    }

    private static final class Findings {

        private final KafkaClient client;
        private final List<String> sentences = new ArrayList<>();

        Findings(KafkaClient client) {
            this.client = client;
        }

        void requireProperty(String property, Object required) {
            Object found = client.effective(property);
            if (!Objects.equals(found, required)) {
                add(property, found, required);
            }
        }

        void requireSetting(String setting, String ifAbsent, String required) {
            String found = client.setting(setting).orElse(ifAbsent);
            if (!found.equals(required)) {
                add(setting, found, required);
            }
        }

        void add(String what, Object found, Object required) {
            sentences.add(
                    "%s %s: %s is %s, must be %s".formatted(client.role(), client.channel(), what, found, required));
        }
    }
}
