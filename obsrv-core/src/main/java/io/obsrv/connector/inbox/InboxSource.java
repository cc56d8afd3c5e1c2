package io.obsrv.connector.inbox;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.util.List;
import java.util.Optional;

/** A source with one split. */
record InboxSource(Segments segments, String subject) implements Source {
  @Override
  public List<Split> splits() {
    return List.of(new Split("inbox"));
  }

  @Override
  public SplitReader open(Split split, Optional<Checkpoint> from) {
    Place place =
        from.map(
                c ->
                    Place.read(c)
                        .orElseThrow(() -> refused("its checkpoint is not one of an inbox")))
            .orElseGet(segments::begin);
    if (place.compareTo(segments.begin()) < 0) {
      throw refused("what is behind its checkpoint was deleted; another source has read it");
    }
    if (place.compareTo(segments.end()) > 0) {
      throw refused("it ends before its checkpoint, so it is another inbox");
    }
    return new InboxReader(segments, subject, place);
  }

  private ConnectorException refused(String found) {
    return ConnectorException.fatal(
        "%s cannot read its inbox: %s. Declare the source under another name, which reads from the beginning."
            .formatted(subject, found),
        null);
  }
}
