package io.obsrv.jdbc.crash;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.Destination;
import io.obsrv.connector.Source;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.storage.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of every call of a connector or a port, before and after it. Immutable. */
final class Watched {
  private static final List<Class<?>> WATCHED =
      List.of(
          Registry.class,
          DataStore.class,
          ArchiveStore.class,
          ConnectorStore.class,
          Source.class,
          SplitReader.class,
          Destination.class);

  private final Consumer<String> told;

  Watched(Consumer<String> told) {
    this.told = told;
  }

  Storage storage(Storage storage) {
    return around(Storage.class, storage);
  }

  ConnectorProvider connector(ConnectorProvider provider) {
    return around(ConnectorProvider.class, provider);
  }

  private <T> T around(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String call = type.getSimpleName() + "." + method.getName();
              told.accept("before " + call);
              try {
                return result(method.getReturnType(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                told.accept("after " + call);
              }
            }));
  }

  private @Nullable Object result(Class<?> type, @Nullable Object result) {
    return result != null && WATCHED.contains(type) ? around(type, result) : result;
  }
}
