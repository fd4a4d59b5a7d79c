package io.histostream.inference.image;

/** Sides in pixels, both at least 1. */
public record PictureSize(int width, int height) {

    public PictureSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture must have at least one pixel");
        }
    }

    /**
     * The longer side takes this length; the other keeps the proportions, rounded down and then up to an even number:
     * {@code _resize_output_size_rescale_to_max_len} of Idefics3's processor.
     */
    PictureSize withLongestEdge(int edge) {
        double aspectRatio = (double) width / height;
        return width >= height
                ? new PictureSize(edge, even((int) (edge / aspectRatio)))
                : new PictureSize(even((int) (edge * aspectRatio)), edge);
    }

    private static int even(int side) {
        return Math.max(1, side + side % 2);
    }

    /** Both sides rounded up to whole tiles, the longer first: {@code resize_for_vision_encoder} of Idefics3's processor. */
    PictureSize inWholeTiles(int tile) {
        double aspectRatio = (double) width / height;
        if (width >= height) {
            int across = wholeTiles(width, tile);
            return new PictureSize(across, wholeTiles((int) (across / aspectRatio), tile));
        }
        int down = wholeTiles(height, tile);
        return new PictureSize(wholeTiles((int) (down * aspectRatio), tile), down);
    }

    private static int wholeTiles(int side, int tile) {
        return Math.max(1, (side + tile - 1) / tile) * tile;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
