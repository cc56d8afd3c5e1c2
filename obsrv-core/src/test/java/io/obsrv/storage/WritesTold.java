package io.obsrv.storage;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.DataStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells before each call of a storage that may change what it keeps; who is told may throw. Has no
 * state.
 */
public final class WritesTold {
  private static final Set<Class<?>> PORTS =
      Set.of(Registry.class, DataStore.class, ArchiveStore.class);

  private static final Set<String> READS =
      Set.of(
          "Registry.place",
          "Registry.find",
          "Registry.named",
          "Registry.alias",
          "Registry.aliases",
          "Registry.list",
          "Registry.every",
          "Registry.ids",
          "Registry.connected",
          "Registry.unfinished",
          "Registry.leases",
          "Registry.version",
          "Registry.versions",
          "Registry.draft",
          "Registry.audit",
          "Registry.audited",
          "Registry.trail",
          "DataStore.locations",
          "DataStore.location",
          "DataStore.holds",
          "DataStore.holdings",
          "DataStore.problems",
          "DataStore.contradictions",
          "DataStore.checkpoint",
          "DataStore.counters",
          "DataStore.losses",
          "DataStore.lookup",
          "DataStore.state",
          "DataStore.scan");

  private WritesTold() {}

  /** Whether a call, named as {@code Registry.find}, leaves everything as it is. */
  public static boolean isRead(String call) {
    return READS.contains(call);
  }

  public static Storage of(Storage storage, Consumer<String> before) {
    return ofAll(
        storage,
        call -> {
          if (!isRead(call)) {
            before.accept(call);
          }
        });
  }

  /** Tells of reads, too. */
  public static Storage ofAll(Storage storage, Consumer<String> before) {
    return around(Storage.class, storage, (call, asked) -> before.accept(call));
  }

  /** Tells of what is asked of one dataset by its name, and of nothing else. */
  public static Storage ofAll(Storage storage, DatasetId id, Consumer<String> before) {
    return around(
        Storage.class,
        storage,
        (call, asked) -> {
          if (asked.equals(Optional.of(id))) {
            before.accept(call);
          }
        });
  }

  /** Who is told of each call is told what it is asked about, too. */
  private static <T> T around(
      Class<T> type, Object target, BiConsumer<String, Optional<Object>> before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String call = type.getSimpleName() + "." + method.getName();
              if (PORTS.contains(type)) {
                before.accept(call, Optional.ofNullable(arguments).map(all -> all[0]));
              }
              try {
                Object result = method.invoke(target, arguments);
                Class<?> port = method.getReturnType();
                return PORTS.contains(port) ? around(port, result, before) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
