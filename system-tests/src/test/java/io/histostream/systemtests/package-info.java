/**
 * Truths that belong to no single service: the packaged services run as processes, are killed and stopped, and a ledger
 * kept by the client says what must have become of everything that was posted. Start reading at {@code FaultsIT}.
 */
package io.histostream.systemtests;
