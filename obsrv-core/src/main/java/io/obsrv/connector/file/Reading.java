package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceContext;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What is read, how, and how its failures begin.
 *
 * @param who the beginning of every failure, up to the name of the file
 * @param format the files' format
 * @param path a file or a glob
 * @param extract the field that holds the list
 * @param delimiter the character between cells
 * @param watching whether there may be no file yet, and files may be written meanwhile
 * @param clock tells how long ago a file was changed
 * @param maxEventBytes the largest record
 */
record Reading(
    String who,
    FileFormat format,
    String path,
    Optional<String> extract,
    Optional<Character> delimiter,
    boolean watching,
    Clock clock,
    int maxEventBytes) {

  static Reading of(FileFormat format, SourceContext context) {
    return new Reading(
        "Source '%s' of dataset '%s' cannot read".formatted(context.name(), context.dataset()),
        format,
        context.option(FileOption.PATH.spec().name()),
        context.find(FileOption.EXTRACT.spec().name()),
        context.find(FileOption.DELIMITER.spec().name()).map(text -> text.charAt(0)),
        context.find(FileOption.WATCH.spec().name()).filter("true"::equals).isPresent(),
        context.clock(),
        context.maxEventBytes());
  }

  /** What a place in a file means only together with. */
  String manner() {
    return format.type() + extract.map(key -> ":" + key).orElse("");
  }

  ConnectorException fatal(Object file, String what, @Nullable Exception cause) {
    return ConnectorException.fatal("%s '%s': %s.".formatted(who, file, what), cause);
  }

  /** Damaged bytes stay damaged; everything else below may pass. */
  ConnectorException failure(Object file, IOException cause) {
    return cause instanceof ZipException
        ? fatal(
            file,
            "its gzip data is damaged (%s). What came before was taken, and the last of it may be wrong; put an undamaged copy in its"
                    .formatted(cause.getMessage())
                + " place",
            cause)
        : ConnectorException.retryable("%s '%s': %s.".formatted(who, file, cause), cause);
  }
}
