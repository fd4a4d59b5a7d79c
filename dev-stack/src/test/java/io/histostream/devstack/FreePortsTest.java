package io.histostream.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void standInARowBelowThoseOfOutgoingConnections() throws IOException {
        int[] ports = FreePorts.find(8);

        for (int i = 0; i < ports.length; i++) {
            assertThat(ports[i]).isEqualTo(ports[0] + i).isLessThan(32_768);
            try (ServerSocket socket = new ServerSocket(ports[i], 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }
}
