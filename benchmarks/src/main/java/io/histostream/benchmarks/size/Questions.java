package io.histostream.benchmarks.size;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is asked, by name: the pages of predictions with every kind of filter, and the pages for people. */
final class Questions {

    private static final String PREDICTIONS = "/v1/predictions";

    private Questions() {}

    /** Each is walked from page to page. */
    static Map<String, String> walks(FilledDatabase database) throws SQLException {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("no filter", PREDICTIONS);
        paths.put("no filter, limit 500", PREDICTIONS + "?limit=500");
        filter(
                paths,
                "batch",
                "batch=" + database.text("SELECT batch_id FROM batch ORDER BY image_count DESC, submitted_at LIMIT 1"));
        filter(paths, "data set", "dataset=study-003");
        filter(paths, "patient", "patient=p-2-7");
        filter(paths, "slide", "slide=slide-2-7");
        filter(paths, "model", "model=vgg19");
        filter(paths, "label", "label=benign");
        filter(paths, "magnification", "magnification=400");
        filter(paths, "state failed", "state=FAILED");
        filter(paths, "state accepted (few)", "state=ACCEPTED");
        filter(paths, "least score", "minScore=0.95");
        filter(
                paths,
                "time",
                "from=2024-01-01T00:00:00Z&to="
                        + database.text(
                                "SELECT to_char(min(submitted_at) + interval '400 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM batch"));
        filter(paths, "rare magnification", "magnification=2.5");
        filter(
                paths,
                "model, label, least score, rare magnification",
                "model=alexnet&label=malignant&minScore=0.6&magnification=2.5");
        filter(paths, "no such model", "model=nobody");
        filter(paths, "no such label", "label=unknown");
        filter(paths, "data set, no such label", "dataset=study-003&label=unknown");
        filter(paths, "data set, failed, model", "dataset=study-003&state=FAILED&model=vgg19");
        return paths;
    }

    /** Each is asked again and again. */
    static Map<String, String> pages(FilledDatabase database) throws SQLException {
        String image = database.text("SELECT image_id FROM label WHERE source = 'bench' LIMIT 1");
        String dataset = database.text("SELECT dataset FROM job WHERE image_id = '" + image + "' LIMIT 1");
        String batch = database.text("SELECT batch_id FROM batch ORDER BY image_count DESC, submitted_at DESC LIMIT 1");
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("overview page", "/");
        paths.put("`/v1/datasets`", "/v1/datasets");
        paths.put("`/v1/batches`", "/v1/batches");
        paths.put("`/v1/batches/{id}`, 4,000 images", "/v1/batches/" + batch);
        paths.put("`/v1/images/{id}`", "/v1/images/" + image);
        paths.put("`/v1/slides/{id}`", "/v1/slides/slide-2-7");
        paths.put("`/v1/patients/{id}`", "/v1/patients/p-2-7");
        paths.put("evaluation of a labelled data set", "/v1/evaluations?dataset=" + dataset);
        paths.put("worklist of a data set", "/v1/worklist?dataset=" + dataset);
        return paths;
    }

    private static void filter(Map<String, String> paths, String name, String query) {
        paths.put(name, PREDICTIONS + "?" + query);
    }
}
