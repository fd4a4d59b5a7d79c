/** The {@code histostream} command, one class per subcommand. Start reading at {@link io.histostream.cli.Histostream}. */
package io.histostream.cli;
