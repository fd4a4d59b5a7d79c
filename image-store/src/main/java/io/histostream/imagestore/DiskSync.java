package io.histostream.imagestore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces files and folders to the disk; a seam, so that a test can see that it happens and in which order. */
interface DiskSync {

    DiskSync REAL = new DiskSync() {
        @Override
        public void file(FileChannel file) throws IOException {
            file.force(true);
        }

        @Override
        public void folder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    };

    void file(FileChannel file) throws IOException;

    void folder(Path folder) throws IOException;
}
