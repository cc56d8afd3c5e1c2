package io.obsrv.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.hash.Hashing;
import io.obsrv.schema.JsonText;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * An audit entry as it is stored: numbered within the trail of its name, and chained to the row
 * before by hashes. A row that somebody tampered with may hold anything, so what is a word of this
 * library in an {@link AuditEntry} is a text here.
 *
 * @param number from 1, without gaps
 * @param dataset the name whose trail it is in
 * @param at when
 * @param actor who
 * @param verb what
 * @param version the version that was moved, if one was
 * @param from the status before
 * @param to the status afterwards
 * @param comment why
 * @param previous the hash of the row before; empty text for the first
 * @param hash what {@link #expectedHash()} was when the row was written
 */
public record AuditRow(
    long number,
    String dataset,
    Instant at,
    String actor,
    String verb,
    OptionalInt version,
    String from,
    String to,
    String comment,
    String previous,
    String hash) {

  /**
   * The row that an entry becomes.
   *
   * @param entry the entry
   * @param head the end of the trail so far
   * @return the next row
   */
  public static AuditRow following(AuditHead head, AuditEntry entry) {
    return new AuditRow(
            head.number() + 1,
            entry.id().value(),
            entry.at(),
            entry.actor(),
            entry.verb().name(),
            entry.version(),
            entry.from(),
            entry.to(),
            entry.comment(),
            head.hash(),
            "")
        .sealed();
  }

  /**
   * The same at the end of a trail, whatever its place was before.
   *
   * @param head the end of the trail so far
   * @return the next row
   */
  public AuditRow following(AuditHead head) {
    return new AuditRow(
            head.number() + 1,
            dataset,
            at,
            actor,
            verb,
            version,
            from,
            to,
            comment,
            head.hash(),
            "")
        .sealed();
  }

  /**
   * The trail's end once this is its last row.
   *
   * @return the head
   */
  public AuditHead head() {
    return new AuditHead(number, hash);
  }

  /**
   * The hash that a row of this content has: the SHA-256 (FIPS 180-4) of its canonical text in
   * UTF-8, in lower-case hexadecimal digits. The canonical text is the JSON array {@code [number,
   * dataset, at, actor, verb, version or null, from, to, comment, previous]} in one line without
   * white space, the instant as ISO-8601 in UTC.
   *
   * @return 64 digits
   */
  public String expectedHash() {
    ArrayNode text = JsonNodeFactory.instance.arrayNode();
    text.add(number).add(dataset).add(at.toString()).add(actor).add(verb);
    if (version.isPresent()) {
      text.add(version.getAsInt());
    } else {
      text.addNull();
    }
    text.add(from).add(to).add(comment).add(previous);
    return Hashing.sha256().hashString(JsonText.write(text), UTF_8).toString();
  }

  /**
   * The move it tells of.
   *
   * @return the entry
   * @throws NewerReleaseException if the row is as it was written, with a verb that this release
   *     does not know
   * @throws IllegalStateException if the row was tampered with so that it tells of none
   */
  public AuditEntry entry() {
    try {
      return new AuditEntry(DatasetId.of(dataset), at, actor, known(), version, from, to, comment);
    } catch (RuntimeException e) {
      if (e instanceof NewerReleaseException && isWhole()) {
        throw e;
      }
      throw new IllegalStateException(
          "Audit row %d of '%s' cannot be read. Call governance().audit().verify() to see what was changed."
              .formatted(number, dataset),
          e);
    }
  }

  private Verb known() {
    return NewerReleaseException.read(verb, Verb.class, dataset, "verb of audit row " + number);
  }

  /** Whether it is as it was written. */
  boolean isWhole() {
    return hash.equals(expectedHash());
  }

  private AuditRow sealed() {
    return new AuditRow(
        number, dataset, at, actor, verb, version, from, to, comment, previous, expectedHash());
  }
}
