package io.obsrv.connector.inbox;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A source with one split.
 *
 * @param segments the inbox
 * @param reader who reads it
 * @param subject how failures begin
 */
record InboxSource(Segments segments, String reader, String subject) implements Source {
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
      throw refused("what is behind its checkpoint was deleted, since every source had read it");
    }
    if (place.compareTo(segments.end()) > 0) {
      throw refused("it ends before its checkpoint, so it is another inbox");
    }
    try {
      segments.keep(reader, place);
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "%s cannot keep what it needs of its inbox: %s.".formatted(subject, e), e);
    }
    return new InboxReader(segments, reader, subject, place);
  }

  private ConnectorException refused(String found) {
    return ConnectorException.fatal(
        "%s cannot read its inbox: %s. Reset its split 'inbox', which then reads what there is."
            .formatted(subject, found),
        null);
  }
}
