package io.obsrv.schema;

import java.util.List;

/** Writes JSON Pointers (RFC 6901). */
final class Pointer {
  private Pointer() {}

  static String of(List<String> path) {
    StringBuilder pointer = new StringBuilder();
    path.forEach(name -> pointer.append('/').append(escape(name)));
    return pointer.toString();
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
