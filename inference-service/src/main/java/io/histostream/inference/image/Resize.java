package io.histostream.inference.image;

/** How an image of any size becomes one of the model's size. */
public sealed interface Resize {

    /** Both sides take the model's size, whatever the aspect ratio was: Pillow's {@code resize((width, height))}. */
    record Stretch() implements Resize {}

    /**
     * The shorter side takes this length and the middle is cut out: torchvision's {@code Resize(shortestEdge)} and
     * {@code CenterCrop((height, width))}, which pads with black where the picture is smaller than the cut.
     */
    record ShortestEdgeCentreCrop(int shortestEdge) implements Resize {
        public ShortestEdgeCentreCrop {
            if (shortestEdge < 1) {
                throw new IllegalArgumentException("shortest edge must be at least 1");
            }
        }
    }
}
