package io.obsrv.jdbc;

import io.obsrv.Obsrv;
import java.sql.Connection;
import java.sql.DriverManager;

/** Places an order and ingests its event in one transaction, says so, and waits to be killed. */
final class JoiningMain {
  private JoiningMain() {}

  public static void main(String[] arguments) throws Exception {
    int id = Integer.parseInt(arguments[1]);
    Obsrv obsrv =
        Obsrv.on(JdbcStorage.postgres(arguments[0], "postgres", "")).sourcesStartOnCall().open();
    Connection connection = DriverManager.getConnection(arguments[0], "postgres", "");
    connection.setAutoCommit(false);
    Orders.place(connection, id);
    obsrv
        .ingestion()
        .ingest(Orders.ID, JdbcTransaction.of(connection), "order-" + id, Orders.events(id));
    System.out.println("ingested");
    if (arguments[2].equals("commit")) {
      connection.commit();
      System.out.println("committed");
    }
    Thread.currentThread().join();
  }
}
