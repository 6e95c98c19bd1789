package dev.lipsweep.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void keys_are_sorted_and_numbers_are_written_by_value() {
    assertThat(
            CanonicalJson.write(Map.of("b", 4.0, "a", List.of(4, 1e-5, 1e21, true, "x\"\n\u0001"))))
        .isEqualTo("{\"a\":[4,0.00001,1000000000000000000000,true,\"x\\\"\\n\\u0001\"],\"b\":4}");
  }

  @Test
  void a_number_is_one_number_however_it_was_written() {
    assertThat(CanonicalJson.write(0.10)).isEqualTo(CanonicalJson.write(1e-1));
    assertThat(CanonicalJson.write(-0.0)).isEqualTo(CanonicalJson.write(0));
    assertThat(CanonicalJson.sha256(Map.of("x", 4)))
        .isEqualTo(CanonicalJson.sha256(Map.of("x", 4.0)));
  }

  @Test
  void empty_things_and_nulls_are_json() {
    assertThat(CanonicalJson.write(List.of(Map.of(), List.of()))).isEqualTo("[{},[]]");
    assertThat(CanonicalJson.write(null)).isEqualTo("null");
  }

  @Test
  void what_json_cannot_say_is_refused() {
    assertThatThrownBy(() -> CanonicalJson.write(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void the_hash_is_the_sha_256_of_the_text() {
    // sha256 of "{}", as any tool prints it
    assertThat(CanonicalJson.sha256(Map.of()))
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }
}
