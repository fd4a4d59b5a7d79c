package io.histostream.cli.client;

import io.histostream.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Sends requests and tries again while the server is away or asks to wait. Every request sent through here must be safe
 * to repeat. Thread-safe.
 */
public final class PatientHttp {

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration FIRST_CONTACT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Duration patience;
    private final Consumer<String> trouble;
    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    /**
     * @param patience how long to go on trying; shorter for a server that has never answered
     * @param trouble is told what is being waited for, and the empty text when that is over
     */
    public PatientHttp(Duration patience, Consumer<String> trouble) {
        this.patience = patience;
        this.trouble = trouble;
    }

    /** Gives the first answer that is not a request to wait. */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> bodyHandler) throws InterruptedException {
        long start = System.nanoTime();
        String server = request.uri().getAuthority();
        for (int attempt = 0; ; attempt++) {
            String reason;
            Duration pause = backOff(attempt);
            try {
                HttpResponse<T> response = http.send(request, bodyHandler);
                reached.add(server);
                if (!PASSING.contains(response.statusCode())) {
                    tellRecovered(attempt);
                    return response;
                }
                reason = server + " is busy (" + response.statusCode() + ")";
                pause = RetryAfter.of(response.headers()).orElse(pause);
            } catch (IOException e) {
                reason = server + " cannot be reached";
            }
            requirePatience(start, pause, request.uri(), reason);
            trouble.accept(reason + ", trying again");
            Thread.sleep(pause.toMillis());
        }
    }

    private void tellRecovered(int attempt) {
        if (attempt > 0) {
            trouble.accept("");
        }
    }

    private void requirePatience(long start, Duration pause, URI uri, String reason) {
        boolean known = reached.contains(uri.getAuthority());
        Duration limit = known || patience.compareTo(FIRST_CONTACT) < 0 ? patience : FIRST_CONTACT;
        if (System.nanoTime() - start + pause.toNanos() > limit.toNanos()) {
            throw CommandFailure.trouble(
                    reason
                            + (known
                                    ? "; gave up after " + patience.toSeconds() + " s."
                                    : ". Is Histostream up? `histostream up` starts it here; --ingest-url and --results-url name one elsewhere."));
        }
    }

    // Jittered, so that many clients do not come back all at once.
    private static Duration backOff(int attempt) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempt, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }
}
