package io.obsrv;

import io.obsrv.archive.Bundles;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.util.function.UnaryOperator;

/** What several tests do with a library. */
public final class Fixtures {
  private static final Schema NUMBERED =
      Schema.parse("{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}");

  private Fixtures() {}

  /** Declares a dataset of records that have a number, {@code id}, and nothing else. */
  public static DefinitionBuilder numbered(String id) {
    return DatasetDefinition.named(id).schema(NUMBERED);
  }

  /** Declares, reviews and publishes a dataset. */
  public static void publish(Obsrv obsrv, DefinitionBuilder definition) {
    String id = obsrv.as("asha").datasets().create(definition).id().value();
    review(obsrv, id);
  }

  /** Edits, reviews and publishes a dataset that there is. */
  public static void publish(Obsrv obsrv, String id, UnaryOperator<DefinitionBuilder> change) {
    obsrv.as("asha").datasets().edit(id, change);
    review(obsrv, id);
  }

  /** Submits, approves and publishes the draft of a dataset. */
  public static void review(Obsrv obsrv, String id) {
    approve(obsrv, id);
    obsrv.as("ravi").datasets().publish(id);
  }

  /** Submits and approves the draft of a dataset. */
  public static void approve(Obsrv obsrv, String id) {
    obsrv.as("asha").datasets().submit(id);
    obsrv.as("ravi").datasets().approve(id, "fields agreed");
  }

  /** Opens a library whose bundles are of the test's own making, with another location. */
  public static Obsrv open(Storage storage, Bundles bundles, String location, Storage there) {
    return Obsrv.on(storage).bundles(bundles).location(location, there).open();
  }
}
