/** The pages of the models and their cards. */
package io.histostream.results.dashboard.card;
