package io.obsrv.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that are read at once: at most so many, and not more once they have 8 Mi characters
 * together, so that they fit into memory however large rows are. For one thread.
 */
public final class ChangePage {
  private static final long MAX_CHARACTERS = 8 << 20;

  private final List<StoredChange> changes = new ArrayList<>();
  private final int limit;
  private long characters;

  /**
   * An empty page.
   *
   * @param limit how many changes it takes
   */
  public ChangePage(int limit) {
    this.limit = limit;
  }

  /**
   * Adds a change behind the others; a page that is full leaves it out.
   *
   * @param change the change
   */
  public void add(StoredChange change) {
    if (!isFull()) {
      changes.add(change);
      characters += change.value().length();
    }
  }

  /**
   * Whether it takes no more.
   *
   * @return true if it is full
   */
  public boolean isFull() {
    return room() == 0 || characters >= MAX_CHARACTERS;
  }

  /**
   * How many changes it takes, if they are small.
   *
   * @return the number, possibly 0
   */
  public int room() {
    return limit - changes.size();
  }

  /**
   * What it has.
   *
   * @return the changes in their order
   */
  public List<StoredChange> changes() {
    return List.copyOf(changes);
  }
}
