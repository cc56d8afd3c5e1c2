package io.obsrv.event;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.error.ObsrvException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The layouts of versions, made once and kept while in use. Safe for many threads: the cache owns
 * its state.
 */
public final class Layouts {
  private static final int KEPT = 1_000;

  private final Registry registry;
  private final Cache<Key, Layout> byVersion = CacheBuilder.newBuilder().maximumSize(KEPT).build();
  private final Cache<LiveKey, Layout> live = CacheBuilder.newBuilder().maximumSize(KEPT).build();

  /**
   * Versions never change once published, but a discarded dataset's id and numbers can come again.
   */
  private record Key(DatasetId id, int version, String contentHash) {}

  /** A version that is or was live never changes, and no other of its dataset has its number. */
  private record LiveKey(DatasetId id, Instant createdAt, int version) {}

  /**
   * Layouts of the versions in a registry.
   *
   * @param registry where the versions are
   */
  public Layouts(Registry registry) {
    this.registry = registry;
  }

  /**
   * The layout of the version in force.
   *
   * @param name a dataset, or an alias of it
   * @return the layout; empty if the dataset was never published
   * @throws NotFoundException if there is no such dataset, or its rows are in a bundle
   */
  public Optional<Layout> live(DatasetId name) {
    Dataset dataset = registry.named(name).orElseThrow(() -> NotFoundException.dataset(name));
    if (dataset.status() == DatasetStatus.ARCHIVED || dataset.status() == DatasetStatus.PURGED) {
      throw NotFoundException.rows(dataset);
    }
    return dataset.live().isPresent()
        ? Optional.of(live(dataset, dataset.live().getAsInt()))
        : Optional.empty();
  }

  private Layout live(Dataset dataset, int number) {
    LiveKey key = new LiveKey(dataset.id(), dataset.createdAt(), number);
    Layout known = live.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Layout layout = of(dataset.id(), number);
    live.put(key, layout);
    return layout;
  }

  /**
   * The layout of a version.
   *
   * @param id a dataset
   * @param number one of its versions
   * @return the layout
   * @throws NotFoundException if there is no such version
   */
  public Layout of(DatasetId id, int number) {
    var version =
        registry.version(id, number).orElseThrow(() -> NotFoundException.version(id, number));
    try {
      return byVersion.get(
          new Key(id, number, version.contentHash()),
          () -> Layout.of(version, publishedBefore(version)));
    } catch (ExecutionException | UncheckedExecutionException e) {
      if (e.getCause() instanceof ObsrvException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<DatasetVersion> publishedBefore(DatasetVersion version) {
    return registry.versions(version.id()).stream()
        .filter(other -> other.number() < version.number())
        .filter(other -> other.status().wasPublished())
        .toList();
  }
}
