/** What the command prints: messages, one line of progress that is drawn again and again, and tables. */
package io.histostream.cli.terminal;
