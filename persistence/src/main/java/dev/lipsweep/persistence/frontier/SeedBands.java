package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.statistics.Attainment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far apart the seeds' own frontiers lie, without drawing any of them anew. */
@Component
public class SeedBands {
  /** More are no repetitions of the same configurations. */
  private static final int MOST_SEEDS = 50;

  private final ResultPlanes planes;

  SeedBands(ResultPlanes planes) {
    this.planes = planes;
  }

  /**
   * @param query of bound against accuracy
   */
  public List<SeedBand> bands(FrontierQuery query) {
    ResultPlane plane = planes.of(query);
    ResultGroups groups = planes.groups(plane, query);
    List<Map<Long, List<Frontier.Point>>> bySeed = new ArrayList<>();
    groups.names().forEach(name -> bySeed.add(new TreeMap<>()));
    for (int i = 0; i < plane.size(); i++) {
      int group = groups.of()[plane.configuration()[i]];
      if (group >= 0 && !Double.isNaN(plane.x()[i])) {
        bySeed
            .get(group)
            .computeIfAbsent(plane.seeds()[i], seed -> new ArrayList<>())
            .add(new Frontier.Point(plane.x()[i], plane.y()[i], plane.numbers()[i]));
      }
    }
    var bands = new ArrayList<SeedBand>();
    for (int i = 0; i < bySeed.size(); i++) {
      bands.add(band(groups.names().get(i), bySeed.get(i)));
    }
    return bands;
  }

  private static SeedBand band(
      Map<String, @Nullable Object> group, Map<Long, List<Frontier.Point>> bySeed) {
    int seeds = bySeed.size();
    boolean speaks = 1 < seeds && seeds <= MOST_SEEDS;
    return new SeedBand(
        group, seeds, speaks ? Attainment.ofSeeds(bySeed.values()).getLast().steps() : List.of());
  }
}
