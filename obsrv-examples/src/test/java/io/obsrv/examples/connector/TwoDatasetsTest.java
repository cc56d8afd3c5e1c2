package io.obsrv.examples.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Counters;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TwoDatasetsTest {
  @TempDir private Path directory;

  /** All there is of the first dataset. */
  record Seen(Counters counters, List<Row> rows, Optional<Checkpoint> checkpoint) {}

  @Test
  void the_first_dataset_notices_nothing_of_the_one_that_comes_and_goes() throws IOException {
    Path file = Files.createFile(directory.resolve("visits.jsonl"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<Seen> seen = new ArrayList<>();
    Storage storage = JdbcStorage.h2Memory();

    TwoDatasets.run(
        storage,
        file,
        new PrintStream(printed, true, UTF_8),
        obsrv -> seen.add(look(obsrv, storage, file)));

    assertThat(seen).hasSize(2);
    assertThat(seen.get(0).counters().accepted()).isEqualTo(3);
    assertThat(seen.get(0).checkpoint()).isPresent();
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(printed.toString(UTF_8).lines())
        .containsExactly(
            "visits has read 3 records",
            "page   ms",
            "----  ---",
            "home  120",
            "trial would refuse 1",
            "visits has read 4, trial is PURGED");
  }

  private static Seen look(Obsrv obsrv, Storage storage, Path file) {
    Query everything =
        Query.from("visits").select("_seq", "_received_at", "_version", "id", "page", "ms");
    return new Seen(
        obsrv.monitor().stats("visits").counters(),
        obsrv.queries().run("visits", everything).rows(),
        storage.data().checkpoint(DatasetId.of("visits"), "feed", file.toString()));
  }
}
