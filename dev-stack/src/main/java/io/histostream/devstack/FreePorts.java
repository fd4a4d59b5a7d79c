package io.histostream.devstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds TCP ports on the loopback interface that nobody listens on. */
public final class FreePorts {

    // Below the ports that operating systems give to outgoing connections, so that none of those takes one meanwhile.
    private static final int LEAST = 10_240;
    private static final int BOUND = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** Consecutive ports; nothing stops another program from taking one before the caller does. */
    public static int[] find(int count) {
        for (int i = 0; i < TRIES; i++) {
            int first = ThreadLocalRandom.current().nextInt(LEAST, BOUND - count);
            int[] ports = IntStream.range(first, first + count).toArray();
            if (IntStream.of(ports).allMatch(FreePorts::isFree)) {
                return ports;
            }
        }
        throw new IllegalStateException("There are no " + count + " free ports in a row");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
