package dev.lipsweep.cli;

/** Bodies as the API has them. */
public final class Answers {
  public static final String SWEEP_ID = "0198a000-0000-7000-8000-000000000001";

  private Answers() {}

  public static String sweep(String state, int completed, int failed) {
    return """
        {"id":"%s","name":"demo","state":"%s","recipe":"text-tiny","priority":0,
         "createdAt":"2026-11-21T10:00:00Z","finishedAt":null,"definition":"name: demo",
         "trials":{"total":4,"WAITING":0,"READY":%d,"RUNNING":1,"COMPLETED":%d,"INFEASIBLE":0,
         "STOPPED_EARLY":0,"FAILED":%d,"CANCELLED":0},"progress":%s,"etaSeconds":55,"message":null}
        """
        .formatted(
            SWEEP_ID,
            state,
            Math.max(0, 3 - completed - failed),
            completed,
            failed,
            completed / 4.0);
  }

  public static String trial(int number, String state) {
    return """
        {"id":"t%d","sweepId":"%s","number":%1$d,"state":"%s","configurationHash":"ab12",
         "parameters":{"optimizer":"muon","constraint":"spectral_soft_cap","sigmaMax":4.0,"logitScale":8.0},
         "seed":0,"epoch":1,"attempts":1,"accuracy":%s,"loss":2.5,
         "bound":{"kind":"FINITE","log10":2.31,"text":"204"},"rule":"certified-quick",
         "progress":{"step":210,"steps":300,"loss":2.314,"stepsPerSecond":12.34},"reason":null,
         "createdAt":"2026-11-21T10:00:00Z","startedAt":null,"finishedAt":null,"onFrontier":%s}
        """
        .formatted(
            number,
            SWEEP_ID,
            state,
            state.equals("COMPLETED") ? "0.41" : "null",
            state.equals("COMPLETED"));
  }

  public static String page(String... items) {
    return "{\"items\":[" + String.join(",", items) + "],\"nextCursor\":null}";
  }

  public static String point(double log10Bound, double accuracy, String optimizer) {
    return """
        {"trialId":"t1","number":1,"log10Bound":%s,"bound":{"kind":"FINITE","log10":%1$s,"text":"b%1$s"},
         "accuracy":%s,"loss":2.1,"seed":0,"configurationHash":"ab",
         "parameters":{"optimizer":"%s","constraint":"none","logitScale":8.0}}"""
        .formatted(log10Bound, accuracy, optimizer);
  }

  public static String frontier(String... groups) {
    return """
        {"sweepId":"%s","rule":"certified-quick","objectives":["log10Bound:min","accuracy:max"],
         "by":[],"groups":[%s]}"""
        .formatted(SWEEP_ID, String.join(",", groups));
  }

  /** A group of one optimizer; an empty name is the group of everything. */
  public static String group(String optimizer, String... points) {
    String key = optimizer.isEmpty() ? "" : "\"optimizer\":\"" + optimizer + "\"";
    return "{\"group\":{%s},\"points\":[%s]}".formatted(key, String.join(",", points));
  }

  private static final String RESAMPLING =
      """
      {"generator":"L64X128MixRandom","seed":0,"resamples":1000,"level":0.95}""";

  private static final String CONFIGURATION =
      """
      "configurationHash":"ab","group":{"optimizer":"muon"},"parameters":{"optimizer":"muon","sigmaMax":2.0},"seeds":3,
      "bound":{"kind":"FINITE","log10":2.31,"text":"204"},"accuracy":0.45,"leastAccuracy":0.43,"mostAccuracy":0.46""";

  public static String statistics() {
    return """
        {"title":"demo","rule":"certified","by":["optimizer"],"aggregate":"mean","resampling":%s,
         "overall":{"group":{},"configurations":2,"hypervolume":{"value":1.5,"low":1.4,"high":1.6},
          "meanAccuracy":{"value":0.312,"low":0.3,"high":0.33}},
         "groups":[],"configurations":[{%s,"onFront":0.93,"onGroupFront":1.0}],
         "comparisons":[{"verdict":"FIRST_AHEAD","sentences":["at equal bound, muon is ahead of adamw"]}],
         "warnings":["no configuration has more than 3 seeds"]}"""
        .formatted(RESAMPLING, CONFIGURATION);
  }

  public static String question() {
    return """
        {"title":"demo","question":"accuracy at a bound of at most 1000","aggregate":"mean","resampling":%s,
         "answers":[
          {"group":{},"result":{%s},"accuracy":{"value":0.45,"low":0.431,"high":0.46},"share":0.93},
          {"group":{"optimizer":"adamw"},"result":null,"share":0.0}],
         "warnings":[]}"""
        .formatted(RESAMPLING, CONFIGURATION);
  }
}
