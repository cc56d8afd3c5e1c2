package io.obsrv.connector.file;

import java.io.IOException;

/** Cuts the bytes of one file into records. Used by one thread, once, forward. */
interface Framing {

  /**
   * Goes to where reading begins or goes on.
   *
   * @param from a position that {@link #next} gave, or {@link Position#BEGINNING}
   * @return false if the file ends before it
   * @throws IOException if the file cannot be read
   */
  boolean start(Position from) throws IOException;

  /**
   * The next record. Not to be called again behind the last step.
   *
   * @return the record, or the end
   * @throws IOException if the file cannot be read
   */
  Step next() throws IOException;
}
