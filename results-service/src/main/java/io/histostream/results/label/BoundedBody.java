package io.histostream.results.label;

import io.histostream.contracts.ProblemCode;
import io.histostream.problems.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, refused as soon as it is longer than allowed. */
final class BoundedBody extends FilterInputStream {

    private final long most;
    private long read;

    BoundedBody(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        return count(next, next < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        return count(count, Math.max(0, count));
    }

    private int count(int result, int more) {
        read += more;
        if (read > most) {
            throw new ProblemException(
                    ProblemCode.TOO_LARGE,
                    "A request of labels in this form may have at most %d bytes.".formatted(most));
        }
        return result;
    }
}
