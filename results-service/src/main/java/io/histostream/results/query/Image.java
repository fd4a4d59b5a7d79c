package io.histostream.results.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of table {@code image}, as queries read it; {@code batch.BatchTable} writes it. */
@Entity
@Immutable
@Table(name = "image")
public class Image {

    @Id
    @Column(name = "image_id")
    public UUID imageId;

    public String tenant;

    public String sha256;

    @Column(name = "media_type")
    public String mediaType;

    public long size;
}
