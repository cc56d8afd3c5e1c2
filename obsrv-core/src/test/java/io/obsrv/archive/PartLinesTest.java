package io.obsrv.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PartLinesTest {
  private static PartLines lines(String text) {
    return new PartLines(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void a_line_ends_with_one_character_alone_wherever_a_buffer_does() throws IOException {
    String longer = "é".repeat(100_000);
    try (PartLines lines = lines("a\r\n\n" + longer + "\nb\u2028c\n")) {
      assertThat(lines.next()).isEqualTo("a\r");
      assertThat(lines.next()).isEmpty();
      assertThat(lines.next()).isEqualTo(longer);
      assertThat(lines.next()).isEqualTo("b\u2028c");
      assertThat(lines.next()).isNull();
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void a_line_without_an_end_and_one_that_is_no_text_are_refused() throws IOException {
    try (PartLines lines = lines("a\nb")) {
      assertThat(lines.next()).isEqualTo("a");
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessage("its last line has no end");
    }
    try (PartLines lines = new PartLines(new ByteArrayInputStream("é\n".getBytes(ISO_8859_1)))) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessage("a line of it is no text in UTF-8");
    }
  }

  @Test
  void a_line_that_never_ends_is_given_up_before_it_is_in_memory() throws IOException {
    AtomicLong given = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) 'x');
            given.addAndGet(length);
            return length;
          }
        };
    try (PartLines lines = new PartLines(endless, 1_000_000)) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessage("a line of it is longer than 1,000,000 bytes");
    }
    assertThat(given.get()).isLessThan(1_100_000);
  }
}
