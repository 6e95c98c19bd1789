package dev.lipsweep.api.sweep;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An answer that can be kept and given again, byte for byte. */
public record Answer(int status, String body, @Nullable URI location) {
  public ResponseEntity<String> response() {
    var builder = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    return (location == null ? builder : builder.location(location)).body(body);
  }
}
