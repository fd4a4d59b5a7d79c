package io.histostream.inference.image.decode;

import io.histostream.contracts.FailureCode;
import io.histostream.inference.image.ImageRejectedException;
import java.nio.ByteBuffer;

/**
 * What a JPEG's segments say about its size and colours.
 *
 * @param components samples per pixel: 1 (grey) or 3
 * @param ycbcr whether three components are luminance and chroma, by the rules of libjpeg's {@code jdapimin.c}
 */
record JpegHeader(int width, int height, int components, boolean ycbcr) {

    static JpegHeader of(byte[] file) throws ImageRejectedException {
        return new Walk(ByteBuffer.wrap(file)).header();
    }

    private static ImageRejectedException unsupported(String detail) {
        return new ImageRejectedException(FailureCode.UNSUPPORTED_COLOUR, detail);
    }

    /** One walk over the segments, from the start to the end marker. */
    private static final class Walk {

        private static final int FILL = 0xFF;
        private static final int APP0 = 0xE0;
        private static final int APP14 = 0xEE;
        private static final int SOF0 = 0xC0;
        private static final int SOF2 = 0xC2;
        private static final int SOF15 = 0xCF;
        private static final int DHT = 0xC4;
        private static final int JPG = 0xC8;
        private static final int DAC = 0xCC;
        private static final int SOS = 0xDA;
        private static final int EOI = 0xD9;
        private static final int UNKNOWN = -1;

        private final ByteBuffer file;
        private int position = 2;
        private int frameAt = UNKNOWN;
        private JpegScans scans;
        private boolean jfif;
        private int adobeTransform = UNKNOWN;

        Walk(ByteBuffer file) {
            this.file = file;
        }

        JpegHeader header() throws ImageRejectedException {
            for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
                int content = position + 2;
                int length = u16(position) - 2;
                position = content + length;
                if (marker == SOS && scans != null) {
                    scans.add(content);
                    skipEntropyCoded();
                } else {
                    segment(marker, content, length);
                }
            }
            if (scans == null) {
                throw new ImageRejectedException(FailureCode.CORRUPT, "the JPEG has no frame header");
            }
            scans.requireComplete();
            return frame();
        }

        private void segment(int marker, int content, int length) throws ImageRejectedException {
            if (marker == APP0 && length >= 5 && startsWith(content, "JFIF\0")) {
                jfif = true;
            } else if (marker == APP14 && length >= 12 && startsWith(content, "Adobe")) {
                adobeTransform = u8(content + 11);
            } else if (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC) {
                if (marker > SOF2) {
                    throw unsupported("the JPEG is coded in a way that is not decoded");
                }
                frameAt = content;
                scans = new JpegScans(file, content, marker == SOF2);
            }
        }

        private JpegHeader frame() throws ImageRejectedException {
            if (u8(frameAt) != 8) {
                throw unsupported("the JPEG's samples do not have 8 bits");
            }
            int height = u16(frameAt + 1);
            int width = u16(frameAt + 3);
            ImageDecoder.checkSides(width, height);
            int components = u8(frameAt + 5);
            if (components != 1 && components != 3) {
                throw unsupported("a JPEG of %d components is not RGB or grey".formatted(components));
            }
            if (components == 3) {
                checkSampling();
            }
            return new JpegHeader(width, height, components, components == 3 && isYcbcr());
        }

        /** 4:4:4, 4:2:2 and 4:2:0 come out alike of all libjpegs; of the rest, some are smoothed by newer ones only. */
        private void checkSampling() throws ImageRejectedException {
            int luminance = sampling(0);
            boolean known = luminance == 0x11 || luminance == 0x21 || luminance == 0x22;
            if (!known || sampling(1) != 0x11 || sampling(2) != 0x11) {
                throw unsupported("the JPEG's chroma is sampled otherwise than 4:4:4, 4:2:2 or 4:2:0");
            }
        }

        private boolean isYcbcr() {
            if (jfif) {
                return true;
            }
            if (adobeTransform != UNKNOWN) {
                return adobeTransform != 0;
            }
            return !(component(0) == 'R' && component(1) == 'G' && component(2) == 'B');
        }

        private int component(int index) {
            return u8(frameAt + 6 + 3 * index);
        }

        private int sampling(int index) {
            return u8(frameAt + 7 + 3 * index);
        }

        private int nextMarker() throws ImageRejectedException {
            if (u8(position) != FILL) {
                throw new ImageRejectedException(FailureCode.CORRUPT, "there are stray bytes between JPEG segments");
            }
            do {
                position++;
            } while (u8(position) == FILL);
            return u8(position++);
        }

        private void skipEntropyCoded() {
            while (true) {
                while (u8(position) != FILL) {
                    position++;
                }
                int next = u8(position + 1);
                boolean restart = next >= 0xD0 && next <= 0xD7;
                if (next != 0 && next != FILL && !restart) {
                    return;
                }
                position += next == FILL ? 1 : 2;
            }
        }

        private boolean startsWith(int at, String text) {
            for (int i = 0; i < text.length(); i++) {
                if (u8(at + i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private int u8(int at) {
            return file.get(at) & 0xFF;
        }

        private int u16(int at) {
            return file.getShort(at) & 0xFFFF;
        }
    }
}
