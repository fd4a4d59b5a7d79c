package io.histostream.inference.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.histostream.inference.image.Resize;
import io.histostream.inference.image.Stain;

/** What a card calls the variants of the preprocessing, which knows nothing of cards. */
final class CardNames {

    private CardNames() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
    @JsonSubTypes({
        @Type(value = Resize.Stretch.class, name = "stretch"),
        @Type(value = Resize.ShortestEdgeCentreCrop.class, name = "shortest-edge-centre-crop"),
        @Type(value = Resize.Idefics3.class, name = "idefics3"),
        @Type(value = Resize.Idefics3Split.class, name = "idefics3-split"),
        @Type(value = Resize.SmartResize.class, name = "smart-resize"),
    })
    interface ResizeModes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
    @JsonSubTypes({
        @Type(value = Stain.Macenko.class, name = "macenko"),
        @Type(value = Stain.Reinhard.class, name = "reinhard"),
    })
    interface StainMethods {}
}
