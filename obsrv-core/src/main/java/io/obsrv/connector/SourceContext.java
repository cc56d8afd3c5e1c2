package io.obsrv.connector;

import io.obsrv.dataset.DatasetId;
import java.util.Map;
import java.util.Optional;

/** What a source is opened with. */
public final class SourceContext {
  private final DatasetId dataset;
  private final String name;
  private final int maxEventBytes;
  private final Map<String, String> options;

  /**
   * For the engine, and for tests of connectors.
   *
   * @param dataset the dataset that is fed
   * @param name the source's name within it
   * @param maxEventBytes the largest record the dataset takes, in bytes
   * @param options the options, complete with their defaults
   */
  public SourceContext(
      DatasetId dataset, String name, int maxEventBytes, Map<String, String> options) {
    this.dataset = dataset;
    this.name = name;
    this.maxEventBytes = maxEventBytes;
    this.options = Map.copyOf(options);
  }

  /**
   * The dataset that is fed.
   *
   * @return its id
   */
  public DatasetId dataset() {
    return dataset;
  }

  /**
   * The source's name within the dataset.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The largest record the dataset takes. A larger one is handed over as {@link
   * io.obsrv.event.Event.Broken}, with no more than so many bytes of it.
   *
   * @return the bound in bytes
   */
  public int maxEventBytes() {
    return maxEventBytes;
  }

  /**
   * An option that is required or has a default.
   *
   * @param option its name
   * @return its value
   * @throws IllegalArgumentException if the spec does not guarantee it
   */
  public String option(String option) {
    return find(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "option '" + option + "' of source '" + name + "' is not set"));
  }

  /**
   * Any option.
   *
   * @param option its name
   * @return its value, if it has one
   */
  public Optional<String> find(String option) {
    return Optional.ofNullable(options.get(option));
  }
}
