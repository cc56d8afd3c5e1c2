package io.obsrv.connector.file;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.connector.OptionSpec;
import io.obsrv.event.Event;
import io.obsrv.policy.ConnectorConfig;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A source of records in files, as an author declares it with {@link Files}. Immutable. */
public final class FileSource implements ConnectorConfig {
  private final FileFormat format;
  private final SortedMap<String, String> options;

  private FileSource(FileFormat format, Map<String, String> options) {
    this.format = format;
    this.options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  static FileSource of(FileFormat format, String path) {
    return new FileSource(format, Map.of()).with(FileOption.PATH, path);
  }

  /**
   * The same, with the list found under a key.
   *
   * @param key the field that holds the list; a dot goes deeper, as in {@code response.items}
   * @return the changed source
   * @throws IllegalArgumentException if this does not read JSON, or if there is no key
   */
  public FileSource extract(String key) {
    return with(FileOption.EXTRACT, key);
  }

  /**
   * The same, with the cells separated by a character.
   *
   * @param character an ASCII character, but no quote and no line break
   * @return the changed source
   * @throws IllegalArgumentException if this does not read CSV, or if the character cannot be one
   */
  public FileSource delimiter(char character) {
    return with(FileOption.DELIMITER, String.valueOf(character));
  }

  /**
   * The same, looking for new files and for what is added to old ones, until it is stopped. There
   * may be no file yet. An end without a line break is taken when the file was not changed for ten
   * seconds. A file that becomes shorter, or begins in another way, is another one, and read whole;
   * one that cannot be read is told of in quarantine, once, and tried again when it has changed. A
   * file that is renamed is another one too, so the path must not match what files are renamed to.
   * Default: the source is done when it has read the files that are there.
   *
   * @return the changed source
   */
  public FileSource watch() {
    return with(FileOption.WATCH, "true");
  }

  @Override
  public String type() {
    return format.type();
  }

  @Override
  public SortedMap<String, String> options() {
    return options;
  }

  /**
   * Reads the files now, without a dataset, cut into records in the same way; for example to infer
   * a schema. A record may have 1 MiB, the default of datasets. The files are opened one after the
   * other while the stream is consumed. The stream closes them when it comes to its end; close it
   * where it may not.
   *
   * @return the records, broken ones included; once, in order, for one thread
   * @throws io.obsrv.connector.ConnectorException if there is no such file; while consuming, if one
   *     cannot be read
   */
  public Stream<Event> events() {
    Reading reading =
        new Reading(
            "Cannot read",
            format,
            FileOption.PATH.in(options).orElseThrow(),
            FileOption.EXTRACT.in(options),
            FileOption.DELIMITER.in(options).map(text -> text.charAt(0)),
            false,
            Clock.systemUTC(),
            1 << 20);
    return new EventIterator(reading, PathPattern.list(reading)).stream();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileSource that
        && format == that.format
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + options.hashCode();
  }

  @Override
  public String toString() {
    return format.type() + options;
  }

  private FileSource with(FileOption option, String value) {
    checkArgument(
        format.options().contains(option),
        "'%s' is no option of %s, which has %s",
        option,
        format.type(),
        format.options());
    OptionSpec spec = option.spec();
    Optional<String> problem = spec.problem(value);
    checkArgument(problem.isEmpty(), "%s '%s' %s", option, value, problem.orElse(""));
    Map<String, String> changed = new TreeMap<>(options);
    changed.put(spec.name(), value);
    return new FileSource(format, changed);
  }
}
