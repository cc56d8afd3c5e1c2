package io.obsrv.examples;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.lifecycle.Datasets;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which dataset a file has. It is known again by its path: a file that was moved is another one, as
 * is one of the same name elsewhere.
 *
 * @param datasets all there are
 */
record FileDatasets(Datasets datasets) {

  /** The dataset that reads the file, or the next free name like the file's. */
  String idOf(InputFile file) {
    String plain = file.plainId();
    return datasets.list().stream()
        .filter(dataset -> dataset.id().value().startsWith(plain) && reads(dataset, file))
        .map(dataset -> dataset.id().value())
        .findFirst()
        .orElseGet(() -> free(plain));
  }

  private boolean reads(Dataset dataset, InputFile file) {
    int number = dataset.live().orElseGet(() -> dataset.draft().orElseThrow());
    DatasetDefinition definition = datasets.version(dataset.id().value(), number).definition();
    String path = file.source().options().get("path");
    return definition.sources().values().stream()
        .anyMatch(source -> Objects.equals(source.options().get("path"), path));
  }

  private String free(String plain) {
    return Stream.concat(
            Stream.of(plain), IntStream.iterate(2, n -> n + 1).mapToObj(n -> plain + "_" + n))
        .filter(id -> datasets.find(id).isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
