package dev.lipsweep.domain.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The linear layers of a configuration's network by name; a test in {@code training} holds them to
 * the networks.
 *
 * @param kinds names that stand for one layer, or for that layer of every block
 * @param blocks names of the layers of single blocks
 */
record LayerNames(List<String> kinds, Set<String> blocks) {

  private static final List<String> OF_A_BLOCK = List.of("q", "k", "v", "w", "mlp_in", "mlp_out");

  static LayerNames of(Configuration c) {
    if (!c.has("blocks")) {
      return new LayerNames(List.of("mlp_in", "mlp_hidden1", "mlp_out"), Set.of());
    }
    var kinds = new ArrayList<>(OF_A_BLOCK);
    kinds.add("head");
    var blocks = new HashSet<String>();
    for (int i = 0; i < c.whole("blocks"); i++) {
      for (String layer : OF_A_BLOCK) {
        blocks.add("block" + i + "." + layer);
      }
    }
    return new LayerNames(kinds, blocks);
  }

  boolean has(String name) {
    return kinds.contains(name) || blocks.contains(name);
  }

  String list() {
    String all = String.join(", ", kinds);
    return blocks.isEmpty() ? all : all + ", or those of one block such as block0.q";
  }
}
