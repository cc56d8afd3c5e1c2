package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What a database in a file leaves behind. */
final class DatabaseFiles {
  private DatabaseFiles() {}

  /**
   * Deletes the file of a dataset's database that is closed, and those that H2 may have put beside
   * it, such as traces and temporary results: all begin with the id and a point, which no id has.
   */
  static void delete(DatasetId id, Path file) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(file.toAbsolutePath().getParent(), id + ".*")) {
      for (Path each : files) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // There are no datasets at all.
    } catch (IOException e) {
      throw new StorageException(
          "Cannot drop dataset '%s': its files beside '%s' cannot be deleted (%s). See to the directory, then try again."
              .formatted(id, file, e.getClass().getSimpleName()),
          e);
    }
  }
}
