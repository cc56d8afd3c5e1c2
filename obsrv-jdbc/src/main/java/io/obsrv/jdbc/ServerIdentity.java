package io.obsrv.jdbc;

import org.jdbi.v3.core.Handle;

/**
 * Which database a connection to PostgreSQL leads to, whatever its address: a copy on another
 * server, or under another name, is another one.
 *
 * @param name what a person calls it
 * @param server the number that the server got when it was made
 * @param database the number of the database within the server
 */
record ServerIdentity(String name, String server, long database) {

  static ServerIdentity of(Handle handle) {
    return handle
        .createQuery(
            """
            select current_database(), cast(system_identifier as text), pg_database.oid
            from pg_control_system() cross join pg_database where datname = current_database()
            """)
        .map(
            (row, context) ->
                new ServerIdentity(row.getString(1), row.getString(2), row.getLong(3)))
        .one();
  }
}
