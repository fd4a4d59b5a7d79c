/** The services' HTTP interfaces, as a client that waits out trouble sees them. */
package io.histostream.cli.client;
