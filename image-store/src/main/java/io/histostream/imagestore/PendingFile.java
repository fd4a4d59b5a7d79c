package io.histostream.imagestore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jboss.logging.Logger;

/** An object under its temporary name. */
final class PendingFile implements PendingObject {

    private static final Logger LOG = Logger.getLogger(PendingFile.class);

    private final StoreFolder folder;
    private final Path temporary;
    private final FileChannel channel;

    PendingFile(StoreFolder folder) {
        this.folder = folder;
        this.temporary = folder.newPendingFile();
        try {
            this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw FolderImageStore.unavailable("written", e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (buffer.hasRemaining()) {
                int written = channel.write(buffer);
                if (written == 0) {
                    throw new IOException("nothing could be written");
                }
            }
        } catch (IOException e) {
            throw FolderImageStore.unavailable("written", e);
        }
    }

    @Override
    public SeekableByteChannel written() {
        try {
            return Files.newByteChannel(temporary);
        } catch (IOException e) {
            throw FolderImageStore.unavailable("read", e);
        }
    }

    @Override
    public boolean commit(StoreKey key) {
        Path target = folder.pathOf(key);
        try {
            folder.sync().file(channel);
            folder.createParent(target);
            boolean created = link(target);
            // Also when another writer was first: its link may not be on the disk yet, but the caller relies on it.
            folder.sync().folder(target.getParent());
            return created;
        } catch (IOException e) {
            throw FolderImageStore.unavailable("written", e);
        } catch (UnsupportedOperationException e) {
            throw new StoreUnavailableException("the image store's file system has no hard links", e);
        }
    }

    private boolean link(Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // What it leaves behind is swept later.
            LOG.debugf(e, "A temporary file of the image store could not be removed");
        }
    }
}
