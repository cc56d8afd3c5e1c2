package io.obsrv.storage;

import io.obsrv.event.ConnectorStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A storage that tells behind each call of what it keeps of connectors, named as {@code run}. */
public class ConnectorsTold extends ForwardingStorage {
  private final ConnectorStore connectors;

  public ConnectorsTold(Storage storage, Consumer<String> behind) {
    super(storage);
    ConnectorStore kept = storage.connectors();
    this.connectors =
        (ConnectorStore)
            Proxy.newProxyInstance(
                ConnectorStore.class.getClassLoader(),
                new Class<?>[] {ConnectorStore.class},
                (proxy, method, arguments) -> {
                  try {
                    return method.invoke(kept, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  } finally {
                    behind.accept(method.getName());
                  }
                });
  }

  @Override
  public ConnectorStore connectors() {
    return connectors;
  }
}
