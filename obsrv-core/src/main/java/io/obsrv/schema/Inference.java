package io.obsrv.schema;

import static com.google.common.base.Preconditions.checkState;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema drafted from sample records, which all of them pass, and what a person should know
 * before accepting it. Fields that every sample has a value for are required, all others may be
 * null. Values of several types widen: integers to numbers, other scalars to text, with arrays and
 * objects to JSON. Immutable.
 */
public final class Inference {
  private static final String REFUSAL = "No schema can be inferred";

  private static final int MAX_PROBLEMS = 20;

  private final Schema schema;
  private final List<Suggestion> suggestions;
  private final boolean complete;

  private Inference(Schema schema, List<Suggestion> suggestions, boolean complete) {
    this.schema = schema;
    this.complete = complete;
    this.suggestions = List.copyOf(suggestions);
  }

  /**
   * The schema that these records have.
   *
   * @param samples JSON objects, at least one with a field
   * @return the schema with suggestions
   * @throws InvalidException if there is no sample, one is not an object, or none has a field
   */
  public static Inference of(Iterable<JsonNode> samples) {
    Builder builder = builder();
    Problems problems = new Problems();
    int number = 0;
    for (JsonNode sample : samples) {
      number++;
      if (!sample.isObject() && problems.list().size() < MAX_PROBLEMS) {
        problems.add(
            Integer.toString(number),
            "is " + Excerpt.of(sample.toString()) + ", must be a JSON object");
      }
      builder.add(sample);
    }
    problems.refuseIfAny(REFUSAL);
    return builder.infer();
  }

  /**
   * Begins an inference from records that come one by one.
   *
   * @return a builder that has seen none
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The schema. Its document has no {@code additionalProperties}: the dataset's validation mode
   * decides on further fields.
   *
   * @return a schema that all samples pass, except where a hint said that they should not
   */
  public Schema schema() {
    return schema;
  }

  /**
   * What a person should know before accepting the schema.
   *
   * @return suggestions in the order of the columns, those on the records as a whole last
   */
  public List<Suggestion> suggestions() {
    return suggestions;
  }

  /**
   * Whether the schema has every field of the samples.
   *
   * @return false if some were left out: more than fit into a schema, or with names that cannot be
   *     stored; a strict dataset quarantines the records that have them
   */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Looks at records one by one, of any number: what it remembers grows with the columns only.
   * Hints come before the first record. Not for several threads.
   */
  public static final class Builder {
    private final InferenceHints hints = new InferenceHints();
    private final Observation seen = new Observation(hints);
    private final ObjectStats root = new ObjectStats(List.of(), seen);

    private Builder() {}

    /**
     * Says that the user will calculate with a column: values that are no numbers do not make it
     * text, their records will be quarantined. Without any number in it, it is text all the same.
     *
     * @param column the flattened name of a field
     * @return this
     * @throws IllegalStateException if a record was added already
     */
    public Builder numeric(String column) {
      checkUnused();
      hints.numeric(column);
      return this;
    }

    /**
     * Says that a column is the time of the event: the format that most of its values have counts,
     * and other values do not make it text. Understood are seconds and milliseconds since 1970,
     * told apart by their size, and dates and times of ISO 8601 in any mix; or the pattern and
     * nothing else.
     *
     * @param column the flattened name of a field
     * @param pattern a pattern of {@link java.time.format.DateTimeFormatter}; empty for the formats
     *     above
     * @return this
     * @throws IllegalArgumentException if the pattern is none, or does not read a date
     * @throws IllegalStateException if a record was added already
     */
    public Builder timestamp(String column, Optional<String> pattern) {
      checkUnused();
      hints.time(column, pattern.map(TimeFormat::pattern));
      return this;
    }

    /**
     * Looks at a record.
     *
     * @param event a JSON object; anything else is passed over, and the suggestions say how often
     * @return this
     */
    public Builder add(JsonNode event) {
      seen.nextRecord();
      if (event.isObject()) {
        root.add(event);
      }
      return this;
    }

    /**
     * Looks at a record of texts that are to be typed, such as a row of CSV. A text is taken for a
     * number, boolean, date or time only if all texts of its column are, and if nothing is lost:
     * leading zeros keep a column text.
     *
     * @param cells the texts by column; a missing one is null, an empty one is text
     * @return this
     */
    public Builder addCells(Map<String, String> cells) {
      seen.nextRecord();
      root.addCells(cells);
      return this;
    }

    /**
     * The schema of the records so far; more may be added for a later one.
     *
     * @return the schema with suggestions
     * @throws InvalidException if there was no object, or none with a field
     */
    public Inference infer() {
      if (!root.isFlattened()) {
        String problem = root.count() == 0 ? "there is no record" : "no record has a field";
        throw new InvalidException(
            REFUSAL, List.of(new Problem("", problem + ", must be at least one")));
      }
      root.limitColumns();
      SchemaDraft draft = new SchemaDraft(root);
      Schema schema = Schema.of(draft.draft(root, false));
      draft.checkHints(hints);
      List<Suggestion> all = new ArrayList<>(draft.suggestions());
      all.addAll(general());
      return new Inference(schema, all, root.leftOut() == 0);
    }

    private List<Suggestion> general() {
      List<Suggestion> general = new ArrayList<>();
      long others = seen.record() - root.count();
      if (others > 0) {
        general.add(
            new Suggestion(
                "",
                "%,d of %,d records are not JSON objects; they will be quarantined"
                    .formatted(others, seen.record())));
      }
      if (root.leftOut() > 0) {
        general.add(
            new Suggestion(
                "",
                "%,d fields are left out, beyond %,d columns or with names that cannot be stored"
                    .formatted(root.leftOut(), Observation.MAX_COLUMNS)));
      }
      return general;
    }

    private void checkUnused() {
      checkState(seen.record() == 0, "a record was added already; give hints before records");
    }
  }
}
