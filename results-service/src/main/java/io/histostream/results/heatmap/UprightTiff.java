package io.histostream.results.heatmap;

import java.awt.image.BufferedImage;
import java.util.List;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The eight ways in which a TIFF's rows and columns may run; the worker turns them upright, and so must a picture. */
record UprightTiff(boolean swapsSides, boolean fromRight, boolean fromBottom) {

    interface Pixels {
        int rgb(BufferedImage picture, int x, int y);
    }

    /** The standard metadata's names, in the order of the TIFF's numbers 1 to 8. */
    private static final List<String> NAMES =
            List.of("Normal", "FlipH", "Rotate180", "FlipV", "FlipHRotate90", "Rotate270", "FlipVRotate90", "Rotate90");

    private static final List<UprightTiff> WAYS = List.of(
            new UprightTiff(false, false, false),
            new UprightTiff(false, true, false),
            new UprightTiff(false, true, true),
            new UprightTiff(false, false, true),
            new UprightTiff(true, false, false),
            new UprightTiff(true, true, false),
            new UprightTiff(true, true, true),
            new UprightTiff(true, false, true));

    /** @param metadata of a TIFF, or {@code null} for a picture that is as it lies in its file */
    static UprightTiff of(IIOMetadata metadata) {
        if (metadata == null) {
            return WAYS.get(0);
        }
        NodeList found = ((Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName))
                .getElementsByTagName("ImageOrientation");
        int way = found.getLength() == 0 ? 0 : NAMES.indexOf(((Element) found.item(0)).getAttribute("value"));
        return WAYS.get(Math.max(0, way));
    }

    /** A copy in plain RGB that is upright. */
    BufferedImage upright(BufferedImage stored, Pixels pixels) {
        int width = swapsSides ? stored.getHeight() : stored.getWidth();
        int height = swapsSides ? stored.getWidth() : stored.getHeight();
        BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                int across = swapsSides ? y : x;
                int down = swapsSides ? x : y;
                upright.setRGB(
                        fromRight ? width - 1 - across : across,
                        fromBottom ? height - 1 - down : down,
                        pixels.rgb(stored, x, y));
            }
        }
        return upright;
    }
}
