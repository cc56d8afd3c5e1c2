package io.obsrv;

import io.obsrv.archive.Bundles;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.storage.Storage;

/** What several tests do with a library. */
public final class Fixtures {
  private Fixtures() {}

  /** Declares, reviews and publishes a dataset. */
  public static void publish(Obsrv obsrv, DefinitionBuilder definition) {
    String id = obsrv.as("asha").datasets().create(definition).id().value();
    review(obsrv, id);
  }

  /** Submits, approves and publishes the draft of a dataset. */
  public static void review(Obsrv obsrv, String id) {
    obsrv.as("asha").datasets().submit(id);
    obsrv.as("ravi").datasets().approve(id, "fields agreed");
    obsrv.as("ravi").datasets().publish(id);
  }

  /** Opens a library whose bundles are of the test's own making, with another location. */
  public static Obsrv open(Storage storage, Bundles bundles, String location, Storage there) {
    return Obsrv.on(storage).bundles(bundles).location(location, there).open();
  }
}
