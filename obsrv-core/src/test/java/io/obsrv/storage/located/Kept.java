package io.obsrv.storage.located;

import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.Storage;

/** A storage in memory that outlives the libraries which are opened on it. */
final class Kept extends ForwardingStorage {
  Kept(Storage storage) {
    super(storage);
  }

  @Override
  public void close() {
    // It is kept.
  }
}
