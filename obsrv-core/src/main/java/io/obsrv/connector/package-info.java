/**
 * The plug-in interface for sources. A {@link io.obsrv.connector.ConnectorProvider} is a name, a
 * {@link io.obsrv.connector.ConnectorSpec} and a factory; a {@link io.obsrv.connector.Source} lists
 * its splits and opens each as a {@link io.obsrv.connector.SplitReader} that is polled from a
 * checkpoint.
 */
@NullMarked
package io.obsrv.connector;

import org.jspecify.annotations.NullMarked;
