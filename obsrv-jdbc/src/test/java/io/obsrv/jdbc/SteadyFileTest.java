package io.obsrv.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyFileTest {
  @TempDir private Path directory;

  private FileChannel open(String mode) throws IOException {
    return FilePath.get(SteadyFiles.name(directory.resolve("file"))).open(mode);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_written_somewhere_is_read_there(boolean isDirect) throws IOException {
    IntFunction<ByteBuffer> buffers = isDirect ? ByteBuffer::allocateDirect : ByteBuffer::allocate;
    try (FileChannel file = open("rw")) {
      ByteBuffer written = buffers.apply(9).put("--abcdef-".getBytes(UTF_8)).flip();
      written.position(2).limit(8);
      assertThat(file.write(written, 3)).isEqualTo(6);
      assertThat(written.hasRemaining()).isFalse();
      assertThat(file.size()).isEqualTo(9);

      ByteBuffer read = buffers.apply(6);
      read.position(1).limit(5);
      assertThat(file.read(read, 4)).isEqualTo(4);
      assertThat(read.hasRemaining()).isFalse();
      assertThat(text(read.flip().position(1))).isEqualTo("bcde");

      ByteBuffer atTheEnd = buffers.apply(6);
      assertThat(file.read(atTheEnd, 7)).isEqualTo(2);
      assertThat(text(atTheEnd.flip())).isEqualTo("ef");
      assertThat(file.read(buffers.apply(6), 9)).isEqualTo(-1);
    }
    assertThat(directory.resolve("file")).hasContent("\0\0\0abcdef");
  }

  private static String text(ByteBuffer buffer) {
    return UTF_8.decode(buffer).toString();
  }

  @Test
  void an_interrupted_thread_reads_and_writes_and_stays_interrupted() throws IOException {
    try (FileChannel file = open("rw")) {
      Thread.currentThread().interrupt();
      file.write(ByteBuffer.wrap("abc".getBytes(UTF_8)), 0);
      ByteBuffer read = ByteBuffer.allocate(3);
      file.read(read, 0);
      file.force(true);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(text(read.flip())).isEqualTo("abc");
      assertThat(file.isOpen()).isTrue();
      file.truncate(2);
    }
    assertThat(directory.resolve("file")).hasContent("ab");
  }

  @Test
  void it_is_cut_and_never_made_longer() throws IOException {
    try (FileChannel file = open("rw")) {
      file.write(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      file.truncate(5);
      assertThat(file.size()).isEqualTo(3);
      file.truncate(1);
      assertThat(file.size()).isEqualTo(1);
      assertThat(file.position()).isEqualTo(1);
    }
  }

  @Test
  void a_lock_is_held_until_the_file_is_closed() throws IOException {
    try (FileChannel other = open("rw")) {
      try (FileChannel file = open("rw")) {
        assertThat(file.tryLock().isValid()).isTrue();
        assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
      }
      assertThat(other.tryLock().isValid()).isTrue();
    }
  }

  @Test
  void a_file_is_only_made_to_be_written() throws IOException {
    assertThatThrownBy(() -> open("r")).isInstanceOf(FileNotFoundException.class);

    Files.writeString(directory.resolve("file"), "abc");
    try (FileChannel file = open("r")) {
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1), 0))
          .isInstanceOf(IOException.class);
      assertThat(file.size()).isEqualTo(3);
    }
  }
}
