package io.obsrv.lifecycle;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dataset of the model, whose fields say all there is to know of it. For one thread. */
final class WalkDataset {
  String status = "DRAFT";
  long revision = 1;
  int lastVersion;
  @Nullable Integer live;
  @Nullable Integer draft;
  boolean paused;
  final Set<String> writers = new HashSet<>();
  final SortedMap<Integer, Version> versions = new TreeMap<>();
  final SortedMap<Long, WalkRecord> rows = new TreeMap<>();
  long duplicates;
  long quarantined;

  /** What a version is; an edit makes another of it. */
  record Version(String status, WalkForm form, String author) {
    Version in(String next) {
      return new Version(next, form, author);
    }
  }

  Version liveVersion() {
    return versions.get(live);
  }

  Version draftVersion() {
    return versions.get(draft);
  }

  /** What an edit begins with. */
  Version worked() {
    return draft == null ? liveVersion() : draftVersion();
  }

  String draftStatus() {
    return draft == null ? WalkTable.NONE : draftVersion().status();
  }

  /** The rows that the draft cannot hold. */
  long contradictions() {
    boolean narrows =
        live != null && !liveVersion().form().numbers() && draftVersion().form().numbers();
    return narrows ? rows.values().stream().filter(row -> !row.isNumber()).count() : 0;
  }

  boolean isBreaking() {
    return live != null && !liveVersion().form().demanding() && draftVersion().form().demanding();
  }

  void beginDraft(int number, WalkForm form, String author) {
    if (draft == null || draft != number) {
      writers.clear();
    }
    writers.add(author);
    draft = number;
    lastVersion = number;
    versions.put(number, new Version("DRAFT", form, author));
  }

  void publish() {
    WalkForm next = draftVersion().form();
    if (live != null) {
      versions.put(live, liveVersion().in("SUPERSEDED"));
      if (liveVersion().form().numbers() != next.numbers()) {
        rows.replaceAll((id, row) -> row.converted(next.numbers()));
      }
    }
    live = draft;
    draft = null;
  }

  void ingest(WalkRecord arrived) {
    if (!arrived.fits(liveVersion().form())) {
      quarantined++;
    } else if (rows.containsKey(arrived.id())) {
      duplicates++;
    } else {
      rows.put(arrived.id(), arrived.stored());
    }
  }

  @Override
  public String toString() {
    return "%s at revision %d, last %d, live %s, draft %s, %s"
        .formatted(status, revision, lastVersion, live, draft, paused ? "paused" : "running");
  }
}
