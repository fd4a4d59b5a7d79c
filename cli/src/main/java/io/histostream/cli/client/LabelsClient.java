package io.histostream.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.cli.CommandFailure;
import io.histostream.contracts.ContractJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The labels that the results service keeps. Thread-safe. */
public final class LabelsClient {

    /** Labels of one request, which are kept together or not at all. */
    public static final int AT_ONCE = 10_000;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final PatientHttp http;
    private final URI address;

    /** @param address of the results service */
    public LabelsClient(PatientHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** Some labels are wrong; none of this request was kept. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Problem problem;
        private final int first;

        Refused(Problem problem, int first) {
            super(problem.explain());
            this.problem = problem;
            this.first = first;
        }

        /** What is wrong; an error's index counts from {@link #first}. */
        public Problem problem() {
            return problem;
        }

        /** How many labels earlier requests had kept. */
        public int first() {
            return first;
        }
    }

    /** Sends the labels in their order; sending the same again changes nothing. */
    public LabelChange put(String source, Map<String, String> mapping, List<LabelRequest.Label> labels)
            throws Refused, InterruptedException {
        LabelChange change = LabelChange.NONE;
        for (int from = 0; from < labels.size(); from += AT_ONCE) {
            List<LabelRequest.Label> part =
                    new ArrayList<>(labels.subList(from, Math.min(labels.size(), from + AT_ONCE)));
            change = change.plus(put(new LabelRequest(source, mapping, part), from));
        }
        return change;
    }

    private LabelChange put(LabelRequest request, int first) throws Refused, InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address.resolve("v1/labels"))
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(ContractJson.MAPPER.writeValueAsString(request)))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return ContractJson.MAPPER.readValue(response.body(), LabelChange.class);
            }
            Problem problem = Problem.of(response);
            if (response.statusCode() == 422) {
                throw new Refused(problem, first);
            }
            throw problem.failure(response);
        } catch (JsonProcessingException e) {
            throw CommandFailure.trouble("the results service gave an answer that cannot be read", e);
        }
    }
}
