package io.obsrv.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.regex.Pattern;

/**
 * A named place where the rows of datasets are; the registry, which knows the names, is at home.
 *
 * @param name 1 to 56 lower-case letters, digits, {@code _} and {@code -}, beginning with a letter
 */
public record Location(String name) implements Comparable<Location> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,55}");

  /** The storage that the library is opened on, where datasets are that name no location. */
  public static final Location HOME = new Location("home");

  /** Checks the form. */
  public Location {
    checkArgument(
        FORM.matcher(name).matches(),
        "location is '%s', must be 1 to 56 lower-case letters (a-z), digits, '_' and '-', beginning with a letter",
        DatasetId.shown(name));
  }

  /**
   * The location of this name.
   *
   * @param name the name; {@code home} for the storage that the library is opened on
   * @return the location
   * @throws IllegalArgumentException if the name has another form
   */
  public static Location of(String name) {
    return new Location(name);
  }

  /**
   * Whether it is the storage that the library is opened on.
   *
   * @return true for {@link #HOME}
   */
  public boolean isHome() {
    return equals(HOME);
  }

  @Override
  public int compareTo(Location other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
