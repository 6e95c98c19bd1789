package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.frontier.picture.GrowthSvg;
import dev.lipsweep.domain.simulation.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "growth",
    description = {
      "Show how the hypervolume of a sweep grew with its compute, beside that of others, such as the",
      "grid that a search replaces."
    })
public final class GrowthCommand extends ApiCommand {
  private static final double[] SHARES = {.05, .1, .15, .2, .25, .3, .4, .5, .75, 1};
  private static final double WANTED = .95;

  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Option(names = "--with", split = ",", paramLabel = "SWEEP", description = "another sweep")
  private List<String> with = List.of();

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "a recorded sweep ('lipsweep record'), from whose frontier volume is measured")
  private @Nullable String recording;

  @Option(names = "--svg", paramLabel = "FILE", description = "draw it; - is standard output")
  private @Nullable Path svg;

  @Override
  public Integer call() {
    List<GrowthSvg.Line> lines = lines();
    if (wantsJson()) {
      print(Server.json(lines.stream().map(GrowthCommand::fields).toList()));
    } else if (svg == null) {
      show(lines);
    } else {
      save(svg, GrowthSvg.render(lines));
    }
    return ExitCode.OK;
  }

  private List<GrowthSvg.Line> lines() {
    if (recording == null) {
      return asked(null);
    }
    Recording recorded = RecordingFile.read(shell().directory().resolve(recording), recording);
    Hypervolume reference =
        recorded
            .reference()
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.USAGE, recording + ": none of its trials has a finite bound"));
    var line =
        new GrowthSvg.Line(
            "recording of " + recorded.recipe(), VolumeGrowth.of(recorded.spent(), reference));
    return Stream.concat(asked(reference).stream(), Stream.of(line)).toList();
  }

  private List<GrowthSvg.Line> asked(@Nullable Hypervolume reference) {
    var query = new ArrayList<String>();
    with.forEach(other -> query.add("with=" + Server.encoded(other)));
    if (reference != null) {
      BoundRange range = reference.range();
      query.add("reference=%s,%s,%s".formatted(range.low(), range.high(), reference.accuracy()));
    }
    Server server = server();
    String path = "/api/v1/sweeps/%s/growth".formatted(Server.encoded(sweep));
    Answer answer =
        server.read(
            server.get(query.isEmpty() ? path : path + "?" + String.join("&", query)),
            Answer.class);
    List<GrowthSvg.Line> lines =
        answer.sweeps().stream()
            .map(one -> new GrowthSvg.Line(one.name(), new VolumeGrowth(one.points())))
            .toList();
    if (lines.stream().allMatch(line -> line.growth().points().isEmpty())) {
      throw new Failure(
          ExitCode.NOT_FOUND,
          sweep + ": no trial has ended with a finite bound, so there is no volume");
    }
    return lines;
  }

  private void show(List<GrowthSvg.Line> lines) {
    double compute = GrowthSvg.most(lines, VolumeGrowth::steps);
    double volume = GrowthSvg.most(lines, VolumeGrowth::volume);
    var table =
        new TextTable(
            Stream.concat(Stream.of("compute", "steps"), lines.stream().map(GrowthSvg.Line::name))
                .toArray(String[]::new));
    for (double share : SHARES) {
      table.row(
          Stream.concat(
                  Stream.of(Format.percent(share), Format.decimals(share * compute, 0)),
                  lines.stream()
                      .map(
                          line -> Format.percent(line.growth().volumeAt(share * compute) / volume)))
              .toArray(String[]::new));
    }
    print(table);
    print("");
    for (GrowthSvg.Line line : lines) {
      VolumeGrowth growth = line.growth();
      double for95 = growth.stepsFor(WANTED * volume);
      print(
          "%s: %s of the volume for %s of the compute; 95 %% of it %s"
              .formatted(
                  line.name(),
                  Format.percent(growth.volume() / volume),
                  Format.percent(growth.steps() / compute),
                  Double.isFinite(for95) ? "for " + Format.percent(for95 / compute) : "never"));
    }
  }

  private static Map<String, Object> fields(GrowthSvg.Line line) {
    return Map.of("name", line.name(), "points", line.growth().points());
  }

  private record SweepGrowth(String name, List<VolumeGrowth.At> points) {}

  private record Answer(List<SweepGrowth> sweeps) {}
}
