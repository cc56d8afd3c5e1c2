/**
 * Datasets in a database. {@link io.obsrv.jdbc.JdbcStorage} opens one: H2 in files or in memory, or
 * PostgreSQL; {@link io.obsrv.jdbc.JdbcStorageBuilder} has the settings. Every method of a port is
 * one piece of work that the seam, {@code Transactions}, runs in one transaction; {@code Databases}
 * lends the connections, {@code Dialect} knows in what the two databases differ, and the tables are
 * made by the versioned scripts beside the classes. A commit decides what is new under the lock of
 * the control row, and then writes each kind of rows by one {@code COPY} or one statement on
 * arrays; there is no table to copy into before, since nothing would be left to decide there.
 * {@link io.obsrv.jdbc.JdbcTransaction} is a transaction of the application that a batch is to be
 * part of. {@code ArchiveDump} and {@code ArchiveLoad} take a whole dataset out and in.
 */
@NullMarked
package io.obsrv.jdbc;

import org.jspecify.annotations.NullMarked;
