/**
 * The contract of connectors as tests that anybody can run: a connector's test extends {@link
 * io.obsrv.connector.tck.SourceTck} or {@link io.obsrv.connector.tck.DestinationTck}, and says no
 * more than how to open it, how records get in, or how to see what came out. Needs JUnit Jupiter;
 * the artifact is {@code obsrv-core} with the classifier {@code tck}.
 */
package io.obsrv.connector.tck;
