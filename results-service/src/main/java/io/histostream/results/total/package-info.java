/** Running totals of jobs, which triggers keep exact in the transaction that writes the jobs ({@code V4__totals.sql}). */
package io.histostream.results.total;
