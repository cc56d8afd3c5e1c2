/**
 * Tables of databases as sources and destinations of datasets. {@link
 * io.obsrv.jdbc.connector.JdbcConnector} is the connector, on an address and a user in a
 * definition, or on a {@code DataSource} of the application.
 */
@NullMarked
package io.obsrv.jdbc.connector;

import org.jspecify.annotations.NullMarked;
