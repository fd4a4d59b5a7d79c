package io.histostream.results.dataset;

import io.histostream.results.total.Totals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** Lists data sets from the running totals. */
@ApplicationScoped
public class Datasets {

    private final Totals totals;
    private final LabelledImages labels;

    public Datasets(Totals totals, LabelledImages labels) {
        this.totals = totals;
        this.labels = labels;
    }

    /** By name. */
    @Transactional
    public List<Dataset> list(String tenant) {
        Map<String, Long> labelled = labels.byDataset(tenant);
        return totals.byDataset(tenant).stream()
                .map(total -> new Dataset(
                        total.dataset(),
                        total.images(),
                        total.jobs(),
                        total.succeeded(),
                        total.failed(),
                        labelled.getOrDefault(total.dataset(), 0L)))
                .toList();
    }
}
