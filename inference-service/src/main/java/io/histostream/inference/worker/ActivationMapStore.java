package io.histostream.inference.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.histostream.contracts.ActivationMaps;
import io.histostream.contracts.ContractJson;
import io.histostream.contracts.ImageJob;
import io.histostream.contracts.Prediction;
import io.histostream.imagestore.ImageStore;
import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.inference.image.Preprocessing;
import io.histostream.inference.image.Resize;
import io.histostream.inference.model.ModelCard;
import io.histostream.inference.model.ModelOutput;
import io.histostream.inference.model.OutputLayout;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the activation maps of the predictions for which they were asked. Thread-safe. */
final class ActivationMapStore {

    private static final Logger LOG = Logger.getLogger(ActivationMapStore.class);

    private final ImageStore store;
    private final StorePatience patience;
    private final ModelCard card;
    private final OutputLayout layout;

    ActivationMapStore(ImageStore store, StorePatience patience, ModelCard card) {
        this.store = store;
        this.patience = patience;
        this.card = card;
        this.layout = card.outputLayout();
    }

    /** False for a model without maps: its predictions come without. */
    boolean isWanted(ImageJob job) {
        return job.wantsActivationMap() && layout.hasActivationMaps();
    }

    /**
     * Makes the maps durable, waiting for a store in trouble, and names their key in the prediction. A job that is
     * delivered again has the same key, and finds its maps there.
     *
     * @param result of the prediction's image
     * @throws JobHeldException when the worker stops while the store is in trouble
     */
    Prediction keep(Prediction prediction, float[] result) throws InterruptedException {
        float[] cells = layout.activationMaps(result);
        for (float cell : cells) {
            if (!Float.isFinite(cell)) {
                LOG.warnf(
                        "The maps of job %s are not finite everywhere and are not kept",
                        prediction.job().jobId());
                return prediction;
            }
        }
        StoreKey key = StoreKey.activationMaps(
                prediction.job().tenant(),
                prediction.job().jobId(),
                prediction.model().digest(),
                prediction.provenance().variant());
        byte[] json = json(maps(prediction, cells));
        patience.untilWell(() -> write(key, json));
        return prediction.withActivationMap(key.value());
    }

    private boolean write(StoreKey key, byte[] bytes) {
        try (PendingObject pending = store.begin()) {
            pending.write(bytes);
            return pending.commit(key);
        }
    }

    private ActivationMaps maps(Prediction prediction, float[] cells) {
        ModelOutput.ActivationMaps shape = card.output().activationMaps();
        int size = shape.rows() * shape.columns();
        List<ActivationMaps.LabelMap> maps = new ArrayList<>();
        for (int label = 0; label < card.labels().size(); label++) {
            List<Float> own = new ArrayList<>(size);
            for (int cell = 0; cell < size; cell++) {
                own.add(cells[label * size + cell]);
            }
            maps.add(new ActivationMaps.LabelMap(card.labels().get(label), own));
        }
        return new ActivationMaps(
                ActivationMaps.SCHEMA_VERSION,
                prediction.job().jobId(),
                prediction.model(),
                prediction.provenance().variant(),
                shape.method().tag(),
                shape.rows(),
                shape.columns(),
                field(),
                maps);
    }

    private ActivationMaps.Field field() {
        Preprocessing preprocessing = card.preprocessing();
        Integer shortestEdge = preprocessing.resize() instanceof Resize.ShortestEdgeCentreCrop cut
                ? Integer.valueOf(cut.shortestEdge())
                : null;
        return new ActivationMaps.Field(shortestEdge, preprocessing.width(), preprocessing.height());
    }

    private static byte[] json(ActivationMaps maps) {
        try {
            return ContractJson.MAPPER.writeValueAsBytes(maps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers and words can be written", e);
        }
    }
}
