package dev.lipsweep.domain.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Constraints of single layers, as the parameter {@code layerConstraints} writes them: {@code
 * head=none, mlp_out=spectral_normalize@4}. Whether there are such layers and methods is for {@link
 * LayerRules} to say.
 *
 * @param byLayer a layer's name, such as {@code block1.q}, or its last part for that layer of every
 *     block
 */
public record LayerConstraints(SortedMap<String, Chosen> byLayer) {

  /**
   * A method with its own numbers.
   *
   * @param numbers in the order of the method's parameters, sigmaMax first; those that are missing
   *     are the configuration's
   */
  public record Chosen(String method, List<Double> numbers) {
    public Chosen {
      numbers = List.copyOf(numbers);
    }

    /** Its own numbers by the names of the parameters that they stand for. */
    public Map<String, Double> parameters() {
      List<String> names = ConstraintMethod.named(method).orElseThrow().parameters();
      var own = new HashMap<String, Double>();
      for (int i = 0; i < numbers.size(); i++) {
        own.put(names.get(i), numbers.get(i));
      }
      return own;
    }

    @Override
    public String toString() {
      return method + numbers.stream().map(n -> "@" + shortest(n)).collect(Collectors.joining());
    }
  }

  private static final String NUMBER = "\\d*\\.?\\d+(?:[eE][+-]?\\d+)?";
  private static final String ONE =
      "\\s*([\\w.]+)\\s*=\\s*(\\w+)((?:\\s*@\\s*%s)*)\\s*".formatted(NUMBER);

  /** Of a whole text, also as ECMA-262 understands it. */
  static final String PATTERN = "^(\\s*|%1$s(,%1$s)*)$".formatted(ONE);

  private static final Pattern ENTRY = Pattern.compile(ONE);

  public LayerConstraints {
    byLayer = Collections.unmodifiableSortedMap(new TreeMap<>(byLayer));
  }

  /** Empty if the text is not a list of layer=method pairs, or names a layer twice. */
  public static Optional<LayerConstraints> parse(String text) {
    var byLayer = new TreeMap<String, Chosen>();
    if (text.isBlank()) {
      return Optional.of(new LayerConstraints(byLayer));
    }
    for (String entry : text.split(",", -1)) {
      Matcher matcher = ENTRY.matcher(entry);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      var chosen = new Chosen(matcher.group(2), numbers(matcher.group(3)));
      if (byLayer.put(matcher.group(1), chosen) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new LayerConstraints(byLayer));
  }

  private static List<Double> numbers(String text) {
    var numbers = new ArrayList<Double>();
    for (String number : text.split("@", -1)) {
      if (!number.isBlank()) {
        numbers.add(Double.valueOf(number.strip()));
      }
    }
    return numbers;
  }

  /** The one way to write it: layers in order, no blank but after commas. */
  @Override
  public String toString() {
    return byLayer.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String shortest(double x) {
    return x == Math.rint(x) && x < 1e15 ? Long.toString((long) x) : Double.toString(x);
  }
}
