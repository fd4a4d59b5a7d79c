package io.histostream.results.model;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.histostream.contracts.ModelInService;
import io.histostream.devstack.DevStackResource;
import io.histostream.results.KafkaClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelCardIT {

    private static final String FIRST = "a".repeat(64);
    private static final String SECOND = "b".repeat(64);
    private static final Instant MORNING = Instant.parse("2026-11-23T09:30:00Z");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final String model = "model-" + UUID.randomUUID();

    @Inject
    ModelCardTable table;

    @Inject
    ModelCards cards;

    @Test
    void keepsTheCardThatAWorkerPublishes() {
        try (KafkaClient kafka = new KafkaClient(DevStackResource.stack().bootstrapServers())) {
            kafka.send(version("1.0.0", FIRST, MORNING));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> !cards.of(model).isEmpty());

        get("/v1/models/" + model + "/1.0.0")
                .then()
                .statusCode(200)
                .body("model", equalTo(model))
                .body("digest", equalTo(FIRST))
                .body("family", equalTo("cnn"))
                .body("architecture", equalTo("resnet34"))
                .body("inServiceSince", equalTo("2026-11-23T09:30:00Z"))
                .body("card.decisionThreshold", is(0.5f))
                .body("card.training.trainPatients[0]", equalTo("p-1"));
    }

    @Test
    void theTimeInServiceOnlyGrowsInWhateverOrderTheNoticesCome() throws SQLException {
        table.keep(version("1.0.0", FIRST, NOON));
        table.keep(version("1.0.0", FIRST, MORNING));
        table.keep(version("1.0.0", FIRST, MORNING));

        Card card = cards.find(model, "1.0.0", FIRST).orElseThrow();
        assertThat(card.inServiceSince()).isEqualTo(MORNING);
        assertThat(card.lastInService()).isEqualTo(NOON);
        assertThat(cards.of(model)).hasSize(1);
    }

    @Test
    void ofTwoPackagesOfAVersionTheOneInServiceLastIsShown() throws SQLException {
        table.keep(version("1.0.0", SECOND, NOON));
        table.keep(version("1.0.0", FIRST, MORNING));

        assertThat(cards.find(model, "1.0.0").orElseThrow().digest()).isEqualTo(SECOND);
        assertThat(cards.find(model, "1.0.0", FIRST).orElseThrow().digest()).isEqualTo(FIRST);
    }

    @Test
    void listsEveryVersion() throws SQLException {
        table.keep(version("1.0.0", FIRST, MORNING));
        table.keep(version("1.1.0", SECOND, NOON));

        get("/v1/models")
                .then()
                .statusCode(200)
                .body("items.findAll { it.model == '%s' }.version".formatted(model), equalTo(List.of("1.1.0", "1.0.0")))
                .body("items.digest", hasItems(FIRST, SECOND));
    }

    @Test
    void saysThatThereIsNoSuchVersion() {
        get("/v1/models/none/1.0.0").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void refusesAParameterThatItDoesNotHave() {
        get("/v1/models?family=cnn").then().statusCode(400).body("code", equalTo("UNKNOWN_FIELD"));
        get("/v1/models").then().body(containsString("items"));
    }

    private ModelInService version(String version, String digest, Instant at) {
        Map<String, Object> card = Map.of(
                "family",
                "cnn",
                "architecture",
                "resnet34",
                "decisionThreshold",
                0.5,
                "training",
                Map.of("trainPatients", List.of("p-1")));
        return new ModelInService(1, model, version, digest, card, at);
    }
}
