package io.obsrv.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewWorkflowTest {
  @TempDir private Path directory;

  @Test
  void tells_how_a_dataset_is_reviewed_changed_taken_back_and_archived() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ReviewWorkflow.run(directory, new PrintStream(printed, true, UTF_8));

    assertThat(printed.toString(UTF_8).lines())
        .containsSubsequence(
            "  time: 'at' is not a column of the schema (columns: id, city, sent, grams)",
            "  tables/by_town/groupBy: 'town' is not a column of the schema (columns: id, city, sent, grams)",
            "  refused: Cannot approve dataset 'parcels': version 1 is by asha, who cannot approve it too; four eyes are needed. Let somebody else approve it.",
            "  ravi: REJECTED, whose are they?",
            "  ravi: APPROVED, fields agreed",
            " 2  Goa   2026-03-01T09:30:00Z  heavy",
            "Version 2 of dataset 'parcels', after version 1",
            "  schema/grams: string → integer, data-verified",
            "  schema/carrier: — → string, safe",
            "  table 'by_carrier' is filled from 3 rows",
            "  needs force",
            "  refused: Version 2 of dataset 'parcels' cannot be published, 1 problem: schema/grams: is contradicted by 1 stored row: row 2: '\"heavy\"' is not an integer.",
            " 2  Goa   2026-03-01T09:30:00Z         post",
            "post          1150",
            "Version 3 of dataset 'parcels', after version 2",
            "  schema/grams: integer → string, safe",
            " 2  Goa   2026-03-01T09:30:00Z  heavy",
            "  refused: Dataset 'parcels' is ARCHIVED: its rows are in a bundle. Call restore(\"parcels\") first.",
            "  the same answer",
            "  asha: create, DRAFT ",
            "  ravi: reject, DRAFT whose are they?",
            "  ravi: publish, LIVE nobody knows what heavy was",
            "  asha: rollback, DRAFT to version 1",
            "  asha: archive, ARCHIVED its tables are gone",
            "  asha: restore, RETIRED ",
            "27 audit rows of 1 names, as they were written")
        .doesNotContain("  another answer");
  }
}
