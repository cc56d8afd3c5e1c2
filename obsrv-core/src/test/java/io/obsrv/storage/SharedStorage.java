package io.obsrv.storage;

/** A storage that libraries take for one which several processes share. */
public class SharedStorage extends ForwardingStorage {
  public SharedStorage(Storage storage) {
    super(storage);
  }

  @Override
  public boolean isShared() {
    return true;
  }
}
