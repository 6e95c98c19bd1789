package dev.lipsweep.api.webhook;

import dev.lipsweep.api.problem.ApiProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Where a webhook may lead. Addresses inside the own network are what most receivers have, and only
 * an admin can register one; what is never a receiver is refused: link-local addresses, behind
 * which clouds keep their credentials, and multicast ones.
 */
final class Target {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int LONGEST = 2000;

  private Target() {}

  /**
   * @throws ApiProblem if nothing can or should be sent there
   */
  static void require(String url) {
    if (url.length() > LONGEST) {
      throw wrong(url, "too long", "give at most %d characters".formatted(LONGEST));
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw wrong(url, "not a URL", "give such as https://ci.example.org/hooks/lipsweep");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
      throw wrong(
          url, "not an http or https URL with a host", "give such as https://ci.example.org/hook");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw wrong(
          url,
          "a user or a fragment has no place in it",
          "check the signature instead of a password");
    }
    requireReceiver(url, uri.getHost());
  }

  private static void requireReceiver(String url, String host) {
    try {
      boolean none =
          Arrays.stream(InetAddress.getAllByName(host))
              .anyMatch(
                  address ->
                      address.isLinkLocalAddress()
                          || address.isMulticastAddress()
                          || address.isAnyLocalAddress());
      if (none) {
        throw wrong(url, host + " is no receiver's address", "give the receiver's own");
      }
    } catch (UnknownHostException e) {
      throw wrong(url, "no host " + host + " is known here", "check the name");
    }
  }

  private static ApiProblem wrong(String url, String message, String fix) {
    return ApiProblem.parameter("url", url, message, fix);
  }
}
