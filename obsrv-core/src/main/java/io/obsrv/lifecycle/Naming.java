package io.obsrv.lifecycle;

import io.obsrv.dataset.AliasChange;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Verb;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says what aliases stand for, as one actor. Stateless. */
final class Naming {
  private final Registry registry;
  private final Mover mover;
  private final String actor;

  Naming(Desk desk, Mover mover, String actor) {
    this.registry = desk.registry();
    this.mover = mover;
    this.actor = actor;
  }

  void alias(DatasetId name, DatasetId target) {
    Optional<DatasetId> present = registry.alias(name);
    if (!present.equals(Optional.of(target))) {
      apply(name, present, Optional.of(target));
    }
  }

  void withoutAlias(DatasetId name) {
    DatasetId present = registry.alias(name).orElseThrow(() -> NotFoundException.alias(name));
    apply(name, Optional.of(present), Optional.empty());
  }

  SortedMap<String, String> all() {
    SortedMap<String, String> aliases = new TreeMap<>();
    registry.aliases().forEach((name, target) -> aliases.put(name.value(), target.value()));
    return aliases;
  }

  private void apply(DatasetId name, Optional<DatasetId> from, Optional<DatasetId> to) {
    AuditEntry entry =
        new AuditEntry(
            name,
            mover.now(),
            actor,
            Verb.ALIAS,
            OptionalInt.empty(),
            from.map(DatasetId::value).orElse(""),
            to.map(DatasetId::value).orElse(""),
            "");
    registry.apply(new AliasChange(name, from, to, entry));
  }
}
