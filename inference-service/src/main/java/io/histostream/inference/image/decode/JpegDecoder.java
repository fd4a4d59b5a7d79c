package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * Decodes JPEG through ImageIO's libjpeg. Only the raster is read, before any colour conversion: ImageIO guesses colour
 * spaces otherwise than libjpeg and Pillow do. A warning counts as a failure, since the pixels after it are invented.
 */
final class JpegDecoder {

    private JpegDecoder() {}

    static void decode(byte[] file, DecoderScratch scratch, RowSink sink) throws ImageRejectedException {
        JpegHeader header = JpegHeader.of(file);
        byte[] samples = samples(readRaster(file), header);
        int width = header.width();
        byte[] rgb = scratch.row(3 * width);
        PixelColours grey = new PixelColours.Direct(1, 0);
        sink.begin(width, header.height());
        for (int y = 0; y < header.height(); y++) {
            int from = y * width * header.components();
            if (header.ycbcr()) {
                YcbcrToRgb.convert(samples, from, rgb, width);
                sink.row(rgb, 0);
            } else if (header.components() == 1) {
                grey.toRgb(samples, from, rgb, 0, width);
                sink.row(rgb, 0);
            } else {
                sink.row(samples, from);
            }
        }
    }

    private static Raster readRaster(byte[] file) throws ImageRejectedException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        boolean[] warned = {false};
        try (ArrayImageInputStream stream = new ArrayImageInputStream(file)) {
            reader.setInput(stream, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warned[0] = true);
            Raster raster = reader.readRaster(0, null);
            if (warned[0]) {
                throw new ImageRejectedException(FailureCode.DECODER_WARNING, "the decoder warned of damaged pixels");
            }
            return raster;
        } catch (IOException | RuntimeException e) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the JPEG cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] samples(Raster raster, JpegHeader header) throws ImageRejectedException {
        boolean asExpected = raster.getWidth() == header.width()
                && raster.getHeight() == header.height()
                && raster.getNumBands() == header.components()
                && raster.getDataBuffer() instanceof DataBufferByte
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel;
        if (!asExpected) {
            throw new ImageRejectedException(FailureCode.CORRUPT, "the JPEG decodes to another form than its header's");
        }
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }
}
