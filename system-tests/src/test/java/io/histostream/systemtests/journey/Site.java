package io.histostream.systemtests.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dashboard's pages with the demonstration's data in them. */
final class Site {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A data set of the same images. */
    static final String SECOND_DATASET = "second";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;
    private final JsonNode latest;

    Site(URI root) {
        this.root = root;
        this.latest = json("v1/predictions?limit=1&state=SUCCEEDED&magnification=40")
                .path("items")
                .get(0);
    }

    /** Every page, by a name for its picture. */
    Map<String, URI> pages() {
        Map<String, URI> pages = new LinkedHashMap<>();
        pages.put("overview", root);
        pages.put("batch", page("batches/" + text("batchId")));
        pages.put("image", image());
        pages.put("evaluation", page("evaluation?dataset=" + dataset()));
        pages.put(
                "evaluation-curves",
                page("evaluation?dataset=" + dataset() + "&metric=auc&model=" + version("resnet34")));
        pages.put("generalisation", page("evaluation?dataset=" + dataset() + "&to=" + SECOND_DATASET));
        pages.put("compare", page("compare?dataset=" + dataset()));
        pages.put(
                "compare-two",
                page("compare?dataset=" + dataset() + "&first=" + version("resnet34") + "&second=" + version("vgg19")));
        pages.put("worklist", page("worklist"));
        pages.put("models", page("models"));
        pages.put("model", page("models/" + version("resnet34").replace('@', '/')));
        return pages;
    }

    URI image() {
        return page("images/" + text("imageId"));
    }

    String dataset() {
        return text("dataset");
    }

    URI page(String path) {
        return root.resolve(path);
    }

    /** The latest version of a model in service, as {@code model@version}. */
    private String version(String model) {
        for (JsonNode item : json("v1/models").path("items")) {
            if (item.path("model").asText().equals(model)) {
                return model + "@" + item.path("version").asText();
            }
        }
        throw new IllegalStateException(model + " is not in service");
    }

    private String text(String field) {
        return latest.path(field).asText();
    }

    private JsonNode json(String path) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", "application/json")
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
