package io.histostream.imagestore.s3;

import io.histostream.imagestore.PendingObject;
import io.histostream.imagestore.StoreKey;
import io.histostream.imagestore.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/** An object that waits in a file of this machine until its key is known. */
final class PendingUpload implements PendingObject {

    private static final Logger LOG = Logger.getLogger(PendingUpload.class);

    private final Bucket bucket;
    private final Path file;
    private final FileChannel channel;

    PendingUpload(Bucket bucket, Path file) {
        this.bucket = bucket;
        this.file = file;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public SeekableByteChannel written() {
        try {
            return Files.newByteChannel(file);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public boolean commit(StoreKey key) {
        try {
            return Upload.of(channel).to(bucket, key.value());
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What it leaves behind is swept later.
            LOG.debugf(e, "The file of an upload could not be removed");
        }
    }

    private static StoreUnavailableException trouble(IOException cause) {
        return new StoreUnavailableException("the folder in which uploads wait cannot be used", cause);
    }
}
