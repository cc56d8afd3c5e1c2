package io.obsrv.jdbc;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which rights the user of a connection lacks in PostgreSQL. */
final class MissingRights {
  private MissingRights() {}

  /**
   * All at once, as they are granted, for a namespace that is there or is to be made.
   *
   * @param structure whether its tables are to be changed, which only their owner may
   */
  static List<String> find(Handle handle, Namespace space, boolean structure) {
    return handle
        .createQuery(
            """
            select 'CREATE on database ' || quote_ident(current_database())
            where to_regnamespace(quote_ident(:schema)) is null
              and not has_database_privilege(current_database(), 'CREATE')
            union all
            select needed.name || ' on schema ' || quote_ident(nspname)
            from pg_namespace cross join (values ('USAGE'), ('CREATE')) needed (name)
            where nspname = :schema and not has_schema_privilege(pg_namespace.oid, needed.name)
              and (:structure or needed.name = 'USAGE')
            union all
            select needed.name || ' on table ' || quote_ident(:schema) || '.' || quote_ident(relname)
            from pg_class join pg_namespace on pg_namespace.oid = relnamespace
              cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) needed (name)
            where nspname = :schema and relkind = 'r'
              and not has_table_privilege(pg_class.oid, needed.name)
            union all
            select 'ownership of table ' || quote_ident(:schema) || '.' || quote_ident(relname)
            from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where :structure and nspname = :schema and relkind = 'r'
              and not pg_has_role(relowner, 'USAGE')
            """)
        .bind("schema", space.name())
        .bind("structure", structure)
        .mapTo(String.class)
        .list();
  }

  /** Whether there are tables that the information schema does not show. */
  static boolean hidesTables(Handle handle, Namespace space) {
    return handle
        .createQuery(
            """
            select exists (
              select 1 from pg_class join pg_namespace on pg_namespace.oid = relnamespace
              where nspname = :schema and relname = '_schema'
                and not has_table_privilege(pg_class.oid, 'SELECT'))
            """)
        .bind("schema", space.name())
        .mapTo(Boolean.class)
        .one();
  }

  static String user(Handle handle) {
    return handle.createQuery("select current_user").mapTo(String.class).one();
  }
}
