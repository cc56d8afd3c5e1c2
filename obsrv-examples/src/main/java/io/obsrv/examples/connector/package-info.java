/**
 * Connectors at work. {@link io.obsrv.examples.connector.CustomConnector} reads a log with {@link
 * io.obsrv.examples.connector.LogfmtConnector}, a connector written here and found as a service;
 * {@link io.obsrv.examples.connector.TwoDatasets} has two datasets on one file.
 */
@NullMarked
package io.obsrv.examples.connector;

import org.jspecify.annotations.NullMarked;
