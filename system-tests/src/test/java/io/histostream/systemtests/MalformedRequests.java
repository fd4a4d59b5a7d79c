package io.histostream.systemtests;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that no service may accept, by name. */
final class MalformedRequests {

    private static final String JSON = "application/json";

    private final Map<String, HttpRequest> requests = new LinkedHashMap<>();
    private final URI ingest;
    private final URI results;
    private final String uploaded;

    private MalformedRequests(Deployment deployment, String uploaded) {
        this.ingest = deployment.service(Role.INGEST).uri();
        this.results = deployment.service(Role.RESULTS).uri();
        this.uploaded = uploaded;
    }

    /**
     * All of them.
     *
     * @param uploaded digest of a good picture that is in the store
     */
    static Map<String, HttpRequest> all(Deployment deployment, String uploaded) {
        MalformedRequests made = new MalformedRequests(deployment, uploaded);
        made.unknownFields();
        made.wrongValues();
        made.wrongShapes();
        made.hugeBodies();
        made.truncatedJson();
        made.wrongDigests();
        made.wrongEnvelopes();
        made.multipart();
        made.queries();
        return made.requests;
    }

    private void post(String body) {
        String name = body.length() < 160 ? body : body.substring(0, 80) + "… of " + body.length();
        add("batch " + name, "/v1/batches", "POST", JSON, body);
    }

    private void add(String name, String path, String method, String contentType, String body) {
        requests.put(
                name,
                HttpRequest.newBuilder(ingest.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    private String good() {
        return "{\"images\":[{\"sha256\":\"" + uploaded + "\"}]}";
    }

    private String with(String field) {
        return "{\"images\":[{\"sha256\":\"" + uploaded + "\"," + field + "}]}";
    }

    private String andTop(String field) {
        return "{" + field + ",\"images\":[{\"sha256\":\"" + uploaded + "\"}]}";
    }

    private void unknownFields() {
        for (String field : List.of("patientName", "birthDate", "address", "Images", "images ", "__proto__", "")) {
            post(andTop("\"" + field + "\":\"x\""));
            post(with("\"" + field + "\":\"x\""));
            post(with("\"specimen\":{\"" + field + "\":\"x\"}"));
        }
    }

    private void wrongValues() {
        for (String person : List.of("Jane Doe", "Müller", "1970-01-01 12:00", "a/b", "-x", "", "x".repeat(65))) {
            post(with("\"specimen\":{\"patientId\":\"" + person + "\"}"));
            post(with("\"specimen\":{\"slideId\":\"" + person + "\"}"));
            post(andTop("\"dataset\":\"" + person + "\""));
        }
        for (String magnification : List.of("-40", "0", "1e9", "\"forty\"", "[]", "{}", "1e999999999", "0.0000001")) {
            post(with("\"magnification\":" + magnification));
        }
        for (String models : List.of("[]", "[null]", "[\"nobody\"]", "[\"../x\"]", "\"resnet34\"", "[1]", "{}")) {
            post(andTop("\"models\":" + models));
        }
        for (String sha256 :
                List.of("", "abc", "Z".repeat(64), "A".repeat(64), "a".repeat(63), "a".repeat(64), "../x")) {
            post("{\"images\":[{\"sha256\":\"" + sha256 + "\"}]}");
        }
    }

    private void wrongShapes() {
        String image = "{\"sha256\":\"" + uploaded + "\"}";
        List.of(
                        "",
                        " ",
                        "null",
                        "[]",
                        "7",
                        "\"x\"",
                        "{}",
                        "{\"images\":null}",
                        "{\"images\":[]}",
                        "{\"images\":[null]}")
                .forEach(this::post);
        List.of("{\"images\":{}}", "{\"images\":[[]]}", "{\"images\":[7]}", "{\"images\":[{}]}", "<x/>", "\u0000")
                .forEach(this::post);
        post("{\"images\":[" + image + "," + image + "]}");
        post("{\"images\":[" + image + "],\"images\":[" + image + "]}");
        post(good() + "x");
        post(good() + good());
        post("[" + good() + "]");
        post(with("\"file\":\"nowhere\""));
        post("{\"images\":[{\"file\":\"nowhere\"}]}");
        post(with("\"specimen\":[]"));
        post(with("\"specimen\":7"));
    }

    private void hugeBodies() {
        post("[".repeat(100_000));
        post("{\"a\":".repeat(50_000));
        post(andTop("\"dataset\":\"" + "x".repeat(10_000_000) + "\""));
        post("{\"images\":[" + (good() + ",").repeat(10_000_000 / (good().length() + 1)) + good() + "]}");
        post("{\"images\":[" + "1,".repeat(5_000_000) + "1]}");
        post(" ".repeat(10_000_000) + "x");
        post(andTop("\"" + "k".repeat(10_000_000) + "\":1"));
        post(with("\"magnification\":" + "9".repeat(1_000_000)));
    }

    private void truncatedJson() {
        String whole = with("\"specimen\":{\"patientId\":\"p1\",\"slideId\":\"s1\"},\"magnification\":40");
        for (int length = 1; length < whole.length(); length += 10) {
            post(whole.substring(0, length));
        }
    }

    private void wrongDigests() {
        String body = "x";
        for (String name :
                List.of("abc", "Z".repeat(64), uploaded.toUpperCase(java.util.Locale.ROOT), "a".repeat(65))) {
            add("image under " + name, "/v1/images/" + name, "PUT", "image/png", body);
        }
        add("image under another's digest", "/v1/images/" + "a".repeat(64), "PUT", "image/png", body);
        add("image under ..", "/v1/images/..%2F..%2Fetc%2Fpasswd", "PUT", "image/png", body);
        add("image under nothing", "/v1/images/", "PUT", "image/png", body);
        add("image under zero", "/v1/images/%00", "PUT", "image/png", body);
    }

    private void wrongEnvelopes() {
        for (String type : List.of("text/plain", "application/xml", "image/png", "multipart/form-data", "nonsense")) {
            add("batch as " + type, "/v1/batches", "POST", type, good());
        }
        add("batch by PUT", "/v1/batches", "PUT", JSON, good());
        add("image by POST", "/v1/images/" + uploaded, "POST", "image/png", "x");
        add("nowhere", "/v1/nowhere", "POST", JSON, "{}");
        for (String key : List.of("", " ", "k".repeat(10_000), "a/b c\"", "ü")) {
            requests.put(
                    "batch under the key " + key.substring(0, Math.min(key.length(), 10)),
                    HttpRequest.newBuilder(ingest.resolve("/v1/batches"))
                            .timeout(Duration.ofSeconds(30))
                            .header("Content-Type", JSON)
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofString("{\"images\":[],\"key\":1}"))
                            .build());
        }
    }

    private void multipart() {
        String type = "multipart/form-data; boundary=b";
        String open = "--b\r\nContent-Disposition: form-data; name=\"batch\"\r\nContent-Type: application/json\r\n\r\n";
        String file = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.png\"\r\n"
                + "Content-Type: image/png\r\n\r\nnot a png\r\n";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("of nothing", "");
        bodies.put("without an end", open + good());
        bodies.put("without a batch", file + "--b--\r\n");
        bodies.put("whose batch is no JSON", open + "x\r\n--b--\r\n");
        bodies.put("whose file is missing", open + "{\"images\":[{\"file\":\"g.png\"}]}\r\n--b--\r\n");
        bodies.put("whose file is no image", open + "{\"images\":[{\"file\":\"f.png\"}]}\r\n" + file + "--b--\r\n");
        bodies.put("of another boundary", "--c\r\n\r\n--c--\r\n");
        bodies.put("with headers alone", "--b\r\n" + "X: y\r\n".repeat(10_000));
        bodies.forEach((name, body) -> add("multipart " + name, "/v1/batches", "POST", type, body));
    }

    private void queries() {
        for (String query : List.of(
                "limit=-1",
                "limit=0",
                "limit=many",
                "limit=99999999999",
                "cursor=nonsense",
                "cursor=%00",
                "batch=nobody",
                "magnification=forty",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "state=LOST",
                "minScore=2",
                "minScore=NaN",
                "maxScore=-1")) {
            ask("/v1/predictions?" + query);
        }
        List.of("/v1/batches/nobody", "/v1/batches/00000000-0000-8000-8000-000000000000", "/v1/batches?limit=x")
                .forEach(this::ask);
        List.of("/v1/images/nobody", "/v1/slides/%20", "/v1/patients/a%2Fb", "/v1/batches/nobody/events", "/v1/x")
                .forEach(this::ask);
    }

    private void ask(String path) {
        requests.put(
                "GET " + path,
                HttpRequest.newBuilder(results.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .build());
    }
}
