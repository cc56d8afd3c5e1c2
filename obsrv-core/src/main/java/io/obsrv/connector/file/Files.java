package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorProvider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Declares sources that read files, and destinations that write them. A path is relative to the
 * working directory of the program, and may be a glob: {@code data/*.jsonl}, or {@code data/**} for
 * any depth. An existing file of exactly that name comes first. Files are UTF-8; whether one is
 * gzip is told by its content.
 *
 * <p>A file may grow between two readings, and then yields what is new. What is cut at the end of a
 * file is handed over as {@code TRUNCATED}, once, and delivered when the file holds the whole of
 * it. So is a gzip file that is cut; one with damaged data stops its source behind what came
 * before. A file that became shorter, or begins in another way than it did, stops its source too,
 * unless it is {@linkplain FileSource#watch watched}.
 */
public final class Files {
  private Files() {}

  /**
   * Files with one JSON value per line. Blank lines are skipped.
   *
   * @param path a file or a glob
   * @return the source
   * @throws IllegalArgumentException if it is no path
   */
  public static FileSource jsonLines(String path) {
    return FileSource.of(FileFormat.JSONL, path);
  }

  /**
   * A file with one JSON value per line. Blank lines are skipped.
   *
   * @param path a file
   * @return the source
   */
  public static FileSource jsonLines(Path path) {
    return jsonLines(path.toString());
  }

  /**
   * Files with one JSON list each: the file is the list, or an object that holds it under a key,
   * see {@link FileSource#extract}. Each element is a record.
   *
   * @param path a file or a glob
   * @return the source
   * @throws IllegalArgumentException if it is no path
   */
  public static FileSource json(String path) {
    return FileSource.of(FileFormat.JSON, path);
  }

  /**
   * A file with one JSON list, as {@link #json(String)}.
   *
   * @param path a file
   * @return the source
   */
  public static FileSource json(Path path) {
    return json(path.toString());
  }

  /**
   * Files of comma-separated values as in <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC
   * 4180</a>, the first row being the names of the columns. An empty cell is null; a name that is
   * empty becomes {@code columnN}, a repeated one {@code name_2}. The delimiter is the one of
   * comma, semicolon, tab and bar that the header has most of, unless {@link FileSource#delimiter}
   * is set.
   *
   * @param path a file or a glob
   * @return the source
   * @throws IllegalArgumentException if it is no path
   */
  public static FileSource csv(String path) {
    return FileSource.of(FileFormat.CSV, path);
  }

  /**
   * A file of comma-separated values, as {@link #csv(String)}.
   *
   * @param path a file
   * @return the source
   */
  public static FileSource csv(Path path) {
    return csv(path.toString());
  }

  /**
   * A destination of files with one JSON object per row: its sequence, what happened to it, when it
   * was received, and its columns.
   *
   * @param directory where the files appear; made if it is not there
   * @return the destination
   */
  public static FileDestination jsonLinesTo(Path directory) {
    return FileDestination.of(FileFormat.JSONL, directory);
  }

  /**
   * A destination of files of comma-separated values, with the same columns as {@link
   * #jsonLinesTo}. A file begins with the names of its columns; rows with another column begin
   * another file.
   *
   * @param directory where the files appear; made if it is not there
   * @return the destination
   */
  public static FileDestination csvTo(Path directory) {
    return FileDestination.of(FileFormat.CSV, directory);
  }

  /**
   * The connectors behind these sources and destinations, for {@code ObsrvBuilder.connector(…)}.
   *
   * @return the connectors {@code jsonl}, {@code json} and {@code csv}
   */
  public static List<ConnectorProvider> providers() {
    return Arrays.stream(FileFormat.values()).<ConnectorProvider>map(FileConnector::new).toList();
  }
}
