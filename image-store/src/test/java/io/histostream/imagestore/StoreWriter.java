package io.histostream.imagestore;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** A process that writes objects until it is killed and prints the key of each that was accepted. */
final class StoreWriter {

    private static final int PIECE = 8 * 1024;

    private StoreWriter() {}

    public static void main(String[] arguments) {
        ImageStore store = new FolderImageStore(Path.of(arguments[0]));
        for (int i = 0; i < 2; i++) {
            Thread writer = new Thread(() -> write(store));
            writer.start();
        }
    }

    private static void write(ImageStore store) {
        while (true) {
            byte[] content = new byte[ThreadLocalRandom.current().nextInt(PIECE, 60 * PIECE)];
            new Random(content.length).nextBytes(content);
            try (PendingObject pending = store.begin()) {
                for (int from = 0; from < content.length; from += PIECE) {
                    pending.write(content, from, Math.min(PIECE, content.length - from));
                }
                StoreKey key = StoreKey.image("default", sha256(content));
                pending.commit(key);
                System.out.println(key.value());
                System.out.flush();
            }
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
