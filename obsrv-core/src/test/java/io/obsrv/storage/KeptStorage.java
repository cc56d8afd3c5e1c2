package io.obsrv.storage;

/** A storage in memory that outlives the libraries which are opened on it. */
public class KeptStorage extends ForwardingStorage {
  public KeptStorage(Storage storage) {
    super(storage);
  }

  @Override
  public void close() {
    // It is kept.
  }
}
