package io.histostream.results.query;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Reads images. */
@ApplicationScoped
public class ImageRepository implements PanacheRepositoryBase<Image, UUID> {

    @Transactional
    public Optional<Image> find(String tenant, UUID imageId) {
        return find("tenant = ?1 and imageId = ?2", tenant, imageId).firstResultOptional();
    }
}
