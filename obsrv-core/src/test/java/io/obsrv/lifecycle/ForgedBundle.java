package io.obsrv.lifecycle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.obsrv.dataset.Archive;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.Verb;
import io.obsrv.schema.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a bundle, to be changed by somebody who knows how bundles are made. Immutable. */
record ForgedBundle(Map<String, byte[]> files) {
  static final String MANIFEST = "manifest.json";

  static ForgedBundle of(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), UTF_8)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ForgedBundle(files);
  }

  ForgedBundle with(String name, byte[] content) {
    Map<String, byte[]> more = new LinkedHashMap<>(files);
    more.put(name, content);
    return new ForgedBundle(more);
  }

  ForgedBundle with(String name, String content) {
    return with(name, content.getBytes(UTF_8));
  }

  ForgedBundle without(String name) {
    Map<String, byte[]> less = new LinkedHashMap<>(files);
    less.remove(name);
    return new ForgedBundle(less);
  }

  ForgedBundle named(String before, String after) {
    return without(before).with(after, files.get(before));
  }

  ForgedBundle manifest(Consumer<ObjectNode> change) {
    ObjectNode manifest = (ObjectNode) JsonText.parse(text(MANIFEST));
    change.accept(manifest);
    return with(MANIFEST, JsonText.write(manifest));
  }

  /** Changes the lines of a part, and what the manifest says of it. */
  ForgedBundle lines(String part, UnaryOperator<String> change) {
    return part(part, change.apply(text(part + ".jsonl")).getBytes(UTF_8));
  }

  /** Changes the bytes of a part, and what the manifest says of it. */
  ForgedBundle part(String part, byte[] content) {
    return with(part + ".jsonl", content)
        .manifest(
            manifest -> {
              ObjectNode summary = part(manifest, part);
              summary.put("entries", new String(content, ISO_8859_1).lines().count());
              summary.put("bytes", content.length);
              summary.put("sha256", Hashing.sha256().hashBytes(content).toString());
            });
  }

  static ObjectNode part(ObjectNode manifest, String name) {
    for (JsonNode part : manifest.path("parts")) {
      if (part.path("name").asText().equals(name)) {
        return (ObjectNode) part;
      }
    }
    throw new IllegalArgumentException(name);
  }

  String text(String name) {
    return new String(files.get(name), UTF_8);
  }

  byte[] zip() {
    return zip(MANIFEST, 0);
  }

  /** With many spaces behind one file, which take next to no room while it is compressed. */
  byte[] zip(String inflated, int mebibytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
    try (ZipOutputStream out = new ZipOutputStream(bytes, UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        for (int i = 0; i < mebibytes && file.getKey().equals(inflated); i++) {
          out.write(spaces);
        }
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The change by which the registry knows other bytes as the bundle of a dataset. */
  static Change registered(Dataset now, byte[] bytes) {
    Archive archive =
        new Archive(
            now.archive().orElseThrow().file(), Hashing.sha256().hashBytes(bytes).toString());
    Dataset next =
        new Dataset(
            now.id(),
            now.status(),
            now.revision() + 1,
            now.lastVersion(),
            now.live(),
            now.draft(),
            now.run(),
            now.intent(),
            Optional.of(archive),
            now.location(),
            now.createdAt());
    AuditEntry entry =
        new AuditEntry(
            now.id(), Instant.EPOCH, "mallory", Verb.ARCHIVE, OptionalInt.empty(), "", "", "");
    return new Change(Optional.of(now), Optional.of(next), List.of(), entry);
  }

  /** Replaces a text of a file by another of the same length, wherever it is. */
  static byte[] replaced(byte[] file, String before, String after) {
    return new String(file, ISO_8859_1).replace(before, after).getBytes(ISO_8859_1);
  }
}
