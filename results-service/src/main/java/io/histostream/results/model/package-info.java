/**
 * The cards of the model versions that were put into service, and what they say of the patients they were trained on. Start
 * reading at {@link io.histostream.results.model.ModelCards}.
 */
package io.histostream.results.model;
