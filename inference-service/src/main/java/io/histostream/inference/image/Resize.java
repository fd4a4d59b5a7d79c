package io.histostream.inference.image;

import io.histostream.contracts.FailureCode;
import java.util.List;

/** How an image of any size becomes one of the model's size. */
public sealed interface Resize {

    /**
     * The sizes that a picture takes one after the other; the model's frames are cut from the last.
     *
     * @throws ImageRejectedException when a picture of this size has no place in the model's fixed grid
     */
    List<PictureSize> steps(PictureSize picture, PictureSize model) throws ImageRejectedException;

    /** Pictures of the model's size that one image becomes. */
    default int frames() {
        return 1;
    }

    default boolean fits(Layout layout) {
        return layout == Layout.NCHW;
    }

    /** Refuses a size that no picture could ever take. */
    default void requireReachable(PictureSize model) {}

    /** Both sides take the model's size, whatever the aspect ratio was: Pillow's {@code resize((width, height))}. */
    record Stretch() implements Resize {
        @Override
        public List<PictureSize> steps(PictureSize picture, PictureSize model) {
            return List.of(model);
        }
    }

    /**
     * The shorter side takes this length and the middle is cut out: torchvision's {@code Resize(shortestEdge)} and
     * {@code CenterCrop((height, width))}, which pads with black where the picture is smaller than the cut.
     */
    record ShortestEdgeCentreCrop(int shortestEdge) implements Resize {
        public ShortestEdgeCentreCrop {
            requireFrom1To("shortestEdge", shortestEdge, Integer.MAX_VALUE);
        }

        @Override
        public List<PictureSize> steps(PictureSize picture, PictureSize model) {
            return List.of(
                    new PictureSize(side(picture.width(), picture.height()), side(picture.height(), picture.width())));
        }

        /** The longer side is rounded down. */
        private int side(int side, int otherSide) {
            return side <= otherSide ? shortestEdge : (int) ((double) ((long) shortestEdge * side) / otherSide);
        }
    }

    /** Idefics3's processor without image splitting: the longest edge takes this length, then both sides the model's. */
    record Idefics3(int longestEdge) implements Resize {
        public Idefics3 {
            requireFrom1To("longestEdge", longestEdge, LARGEST_EDGE);
        }

        @Override
        public List<PictureSize> steps(PictureSize picture, PictureSize model) {
            return List.of(picture.withLongestEdge(longestEdge), model);
        }
    }

    /**
     * Idefics3's processor with image splitting: the longest edge takes this length, then both sides whole numbers of
     * tiles, which are cut out row by row; last comes the whole picture in the size of a tile.
     */
    record Idefics3Split(int longestEdge, int tileRows, int tileColumns) implements Resize {
        public Idefics3Split {
            requireFrom1To("longestEdge", longestEdge, LARGEST_EDGE);
            requireFrom1To("tileRows", tileRows, LARGEST_EDGE);
            requireFrom1To("tileColumns", tileColumns, LARGEST_EDGE);
            if (tileRows * tileColumns == 1) {
                throw new IllegalArgumentException("tileRows x tileColumns must be more than one: one is not split");
            }
        }

        @Override
        public List<PictureSize> steps(PictureSize picture, PictureSize model) throws ImageRejectedException {
            PictureSize longest = picture.withLongestEdge(longestEdge);
            PictureSize whole = longest.inWholeTiles(model.width());
            int rows = whole.height() / model.height();
            int columns = whole.width() / model.width();
            if (rows != tileRows || columns != tileColumns) {
                throw new ImageRejectedException(
                        FailureCode.UNSUPPORTED_SIZE,
                        "a picture of %s pixels gives %d rows of %d tiles, but the model takes %d of %d"
                                .formatted(picture, rows, columns, tileRows, tileColumns));
            }
            return List.of(longest, whole);
        }

        @Override
        public int frames() {
            return tileRows * tileColumns + 1;
        }

        @Override
        public boolean fits(Layout layout) {
            return layout == Layout.NTCHW;
        }

        @Override
        public void requireReachable(PictureSize model) {
            if (model.width() != model.height()) {
                throw new IllegalArgumentException("width and height must be equal: tiles are squares");
            }
        }
    }

    /**
     * Qwen2-VL's {@code smart_resize}: both sides become multiples of a merged square of patches and their product stays
     * within limits; a picture for which that is not the model's size is refused.
     */
    record SmartResize(int patchSize, int mergeSize, int minPixels, int maxPixels) implements Resize {

        private static final int LARGEST_ASPECT_RATIO = 200;

        public SmartResize {
            requireFrom1To("patchSize", patchSize, LARGEST_EDGE);
            requireFrom1To("mergeSize", mergeSize, LARGEST_EDGE);
            requireFrom1To("minPixels", minPixels, Integer.MAX_VALUE);
            requireFrom1To("maxPixels", maxPixels, Integer.MAX_VALUE);
            if (minPixels > maxPixels) {
                throw new IllegalArgumentException("minPixels must not be greater than maxPixels");
            }
        }

        /** Side of a merged square in pixels. */
        int factor() {
            return patchSize * mergeSize;
        }

        @Override
        public List<PictureSize> steps(PictureSize picture, PictureSize model) throws ImageRejectedException {
            PictureSize smart = smartSize(picture);
            if (!smart.equals(model)) {
                throw new ImageRejectedException(
                        FailureCode.UNSUPPORTED_SIZE,
                        "a picture of %s pixels becomes %s, but the model takes %s".formatted(picture, smart, model));
            }
            return List.of(model);
        }

        /** Halves round to even, as Python's {@code round} does. */
        PictureSize smartSize(PictureSize picture) throws ImageRejectedException {
            double height = picture.height();
            double width = picture.width();
            if (Math.max(height, width) / Math.min(height, width) > LARGEST_ASPECT_RATIO) {
                throw new ImageRejectedException(
                        FailureCode.UNSUPPORTED_SIZE,
                        "a side of the picture is more than " + LARGEST_ASPECT_RATIO + " times as long as the other");
            }
            double nearest = Math.rint(height / factor()) * factor() * (Math.rint(width / factor()) * factor());
            if (nearest > maxPixels) {
                double shrink = Math.sqrt(height * width / maxPixels);
                return squares(Math.floor(width / shrink / factor()), Math.floor(height / shrink / factor()));
            }
            if (nearest < minPixels) {
                double grow = Math.sqrt(minPixels / (height * width));
                return squares(Math.ceil(width * grow / factor()), Math.ceil(height * grow / factor()));
            }
            return squares(Math.rint(width / factor()), Math.rint(height / factor()));
        }

        private PictureSize squares(double across, double down) {
            return new PictureSize((int) Math.max(1, across) * factor(), (int) Math.max(1, down) * factor());
        }

        @Override
        public boolean fits(Layout layout) {
            return layout == Layout.NCHW || layout == Layout.PATCHES;
        }

        @Override
        public void requireReachable(PictureSize model) {
            if (model.width() % factor() != 0 || model.height() % factor() != 0) {
                throw new IllegalArgumentException(
                        "width and height must be multiples of patchSize x mergeSize, which is " + factor());
            }
        }
    }

    /** Idefics3's processor never makes a picture longer. */
    int LARGEST_EDGE = 4096;

    private static void requireFrom1To(String name, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException("resize." + name
                    + (largest == Integer.MAX_VALUE ? " must be at least 1" : " must be from 1 to " + largest));
        }
    }
}
