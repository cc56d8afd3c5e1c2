/**
 * Obsrv's figures in Dropwizard Metrics. {@link io.obsrv.metrics.DropwizardTelemetry} is handed to
 * the library and keeps a set of metrics per dataset in a registry, from the dataset's first use
 * until it is released; its Javadoc is the table of all names. Reporters (JMX, Graphite, Prometheus
 * and the like) read the registry; people read {@link io.obsrv.metrics.DatasetFigures}. Times are
 * nanoseconds and percentiles are per record: a batch of a thousand records weighs a thousand times
 * as much as a batch of one.
 */
@NullMarked
package io.obsrv.metrics;

import org.jspecify.annotations.NullMarked;
