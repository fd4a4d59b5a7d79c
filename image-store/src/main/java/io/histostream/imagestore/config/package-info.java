/** Opens the image store that a service is configured with. */
package io.histostream.imagestore.config;
