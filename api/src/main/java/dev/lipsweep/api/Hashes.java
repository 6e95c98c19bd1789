package dev.lipsweep.api;

import dev.lipsweep.api.problem.ApiProblem;
import java.util.regex.Pattern;

/** Checks of content hashes, which become file names. */
public final class Hashes {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Hashes() {}

  /**
   * @throws ApiProblem if it is no SHA-256 in lower-case hexadecimal digits
   */
  public static String require(String name, String hash) {
    if (!SHA256.matcher(hash).matches()) {
      throw ApiProblem.parameter(
          name, hash, "not a SHA-256", "give 64 lower-case hexadecimal digits");
    }
    return hash;
  }
}
