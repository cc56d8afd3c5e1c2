package io.obsrv.jdbc.connector;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.util.List;
import java.util.Optional;

/** A source with one split: the table. */
record TableSource(Database database, SourceContext context) implements Source {
  @Override
  public List<Split> splits() {
    return List.of(new Split(TableName.of(context).toString()));
  }

  @Override
  public SplitReader open(Split split, Optional<Checkpoint> from) {
    RowQuery query = RowQuery.of(context, database);
    Optional<RowPlace> place =
        from.filter(checkpoint -> !checkpoint.value().equals(RowPlace.BEGINNING))
            .map(
                checkpoint ->
                    RowPlace.read(checkpoint, query.order().size())
                        .orElseThrow(() -> refused(query)));
    return new TableReader(database, context, query, place);
  }

  private ConnectorException refused(RowQuery query) {
    return ConnectorException.fatal(
        "%s cannot read table '%s': its checkpoint is not one of the order of %s. Reset split '%s' of the source to its beginning."
            .formatted(context.subject(), query.table(), query.order(), query.table()),
        null);
  }
}
