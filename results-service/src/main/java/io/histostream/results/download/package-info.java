/** Lists as files. */
package io.histostream.results.download;
