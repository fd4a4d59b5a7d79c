package io.histostream.results.heatmap;

import io.histostream.imagestore.structure.ImageStructure;
import io.histostream.imagestore.structure.StructureException;
import io.histostream.imagestore.structure.StructureLimits;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes pixels of a stored picture, for the eye only: models are fed by the worker's own decoder. The header's size is
 * checked before any pixel is made.
 */
final class PictureDecoder {

    private final StructureLimits limits;

    PictureDecoder(StructureLimits limits) {
        this.limits = limits;
    }

    /** @throws UnshownPictureException when it cannot be shown, with a reason for a person */
    BufferedImage decode(byte[] bytes, String mediaType) throws UnshownPictureException {
        try {
            ImageStructure structure = ImageStructure.inspect(bytes, mediaType, limits);
            Objects.requireNonNull(structure, "structure");
        } catch (StructureException e) {
            throw new UnshownPictureException(e.getMessage());
        }
        ImageReader reader = reader(mediaType);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in);
            BufferedImage decoded = reader.read(0);
            UprightTiff turned = UprightTiff.of(mediaType.equals("image/tiff") ? reader.getImageMetadata(0) : null);
            return turned.upright(decoded, PictureDecoder::rgb);
        } catch (IOException | RuntimeException e) {
            throw new UnshownPictureException("its pixels cannot be decoded for display");
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String mediaType) throws UnshownPictureException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
        if (!readers.hasNext()) {
            throw new UnshownPictureException("there is no decoder for its format");
        }
        return readers.next();
    }

    private static int rgb(BufferedImage decoded, int x, int y) {
        if (decoded.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
            return decoded.getRGB(x, y) & 0xFFFFFF;
        }
        // Java takes grey for linear light and would brighten it.
        Raster raster = decoded.getRaster();
        int bits = raster.getSampleModel().getSampleSize(0);
        int sample = raster.getSample(x, y, 0);
        int grey = bits <= 8 ? sample * 255 / ((1 << bits) - 1) : sample >> bits - 8;
        return grey << 16 | grey << 8 | grey;
    }
}
