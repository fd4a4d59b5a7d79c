package io.histostream.results.label;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import io.histostream.results.Database;
import io.histostream.results.ResultsConfig;
import io.histostream.results.Tenant;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Keeps what people say of images: a request's labels all or none, and again as harmlessly as once. */
@Singleton
public class Labels {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Database database;
    private final Tenant tenant;
    private final ResultsConfig.Labels config;
    private final Semaphore permits;

    public Labels(Database database, Tenant tenant, ResultsConfig config) {
        this.database = database;
        this.tenant = tenant;
        this.config = config.labels();
        this.permits = new Semaphore(this.config.concurrent());
    }

    /** @param source who says so, for rows that do not say it themselves */
    LabelReceipt putCsv(InputStream body, String source) {
        LabelCsv csv = new LabelCsv(new BoundedBody(body, config.maxCsvBytes()), source);
        return put(csv, ClassMapping.shipped(), LabelImport.Place.LINE, false);
    }

    LabelReceipt putJson(InputStream body) throws IOException {
        byte[] bytes = new BoundedBody(body, config.maxJsonBytes()).readAllBytes();
        LabelJson json = LabelJson.read(new ByteArrayInputStream(bytes));
        return put(json, ClassMapping.shipped().with(json.mapping()), LabelImport.Place.INDEX, false);
    }

    /**
     * What a reviewer says of one image.
     *
     * @throws ProblemException if the class is not known or the source is not a pseudonym
     */
    public LabelReceipt review(UUID image, String className, String source) {
        String name = className == null || className.isBlank() ? null : className.strip();
        RequestedLabel label = new RequestedLabel(0, image.toString(), null, null, name, null, false, source);
        return put(sink -> sink.add(label), ClassMapping.shipped(), LabelImport.Place.INDEX, true);
    }

    private LabelReceipt put(LabelSource rows, ClassMapping mapping, LabelImport.Place place, boolean isReview) {
        if (!permits.tryAcquire()) {
            throw ProblemException.retryAfter(ProblemCode.OVERLOADED, "Other labels are being read now.", SOON);
        }
        try {
            return database.transaction(connection -> {
                LabelCheck check = new LabelCheck(tenant.name(), mapping, isReview);
                LabelImport labels = new LabelImport(connection, tenant.name(), check, place);
                try {
                    rows.forEach(labels::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return labels.end(Instant.now().truncatedTo(ChronoUnit.MICROS));
            });
        } catch (UncheckedIOException e) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body could not be read to its end.");
        } finally {
            permits.release();
        }
    }
}
