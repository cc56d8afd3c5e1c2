package io.obsrv.jdbc.crash;

import java.nio.file.Path;

/** Does a {@link PurchasesRun}, and dies at a point of it if it is told to. */
final class PurchasesProcess {
  private PurchasesProcess() {}

  /** The arguments are where the data is, and perhaps a point and how often it is passed. */
  public static void main(String[] args) throws InterruptedException {
    System.out.println("begun");
    Fuse fuse = args.length > 1 ? new Fuse(args[1], Integer.parseInt(args[2])) : new Fuse("", 0);
    PurchasesRun.finish(Path.of(args[0]), fuse);
    System.out.println("finished");
  }
}
