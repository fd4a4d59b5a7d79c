/**
 * How every service answers an error over HTTP: {@code application/problem+json} with a stable code (RFC 9457). Throw a
 * {@link io.histostream.problems.ProblemException}; the mappers do the rest.
 */
package io.histostream.problems;
