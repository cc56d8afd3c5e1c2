/**
 * The plug-in interface for sources and destinations. A {@link
 * io.obsrv.connector.ConnectorProvider} is a name, a {@link io.obsrv.connector.ConnectorSpec} with
 * typed options, and a factory. A {@link io.obsrv.connector.Source} lists its splits and opens each
 * as a {@link io.obsrv.connector.SplitReader} that is polled from a checkpoint; a {@link
 * io.obsrv.connector.Destination} is given rows with their sequences and says which are durable.
 * {@link io.obsrv.connector.Connectors} checks what definitions ask for, and opens it.
 */
@NullMarked
package io.obsrv.connector;

import org.jspecify.annotations.NullMarked;
