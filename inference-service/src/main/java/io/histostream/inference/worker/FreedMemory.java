package io.histostream.inference.worker;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jboss.logging.Logger;

/** Memory outside the heap that nobody uses any more. */
final class FreedMemory {

    private static final Logger LOG = Logger.getLogger(FreedMemory.class);
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final String TRIM = "systemTrimNativeHeap";

    private FreedMemory() {}

    /**
     * Gives it to the operating system. Batch buffers are freed when the collector finds them, and nothing else makes it look;
     * what the runtime has freed the C library keeps, in an arena for each thread, until it is told to trim.
     */
    static void giveBack() {
        System.gc();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), TRIM, new Object[0], new String[0]);
        } catch (JMException | RuntimeException e) {
            // Linux alone has the command, from Java 17.0.9 on: elsewhere it is the C library's own affair.
            LOG.debugf(e, "Freed memory cannot be trimmed here");
        }
    }
}
