package dev.lipsweep.it.browser;

/** Every page of the dashboard that needs a token, and what it shows once it has been loaded. */
enum View {
  SWEEPS("#/", ".sweep-card", true),
  FRONTIER_OF_A_SWEEP("#/sweeps/{sweep}", ".frontier[aria-busy=false] canvas", true),
  TRIALS("#/sweeps/{sweep}/trials", "section:has(#trials) tbody tr", true),
  PARAMETERS("#/sweeps/{sweep}/parameters", ".panel canvas", true),
  TRIAL("#/trials/{trial}", ".curves canvas", false),
  FRONTIERS("#/frontiers", ".panel tbody tr", true),
  FRONTIER_WITH_A_NAME("#/frontiers/{name}", ".frontier[aria-busy=false] canvas", true),
  BASELINES("#/baselines", ".panel tbody tr", true),
  BASELINE("#/baselines/{name}?check=1", ".report", true),
  CLUSTER("#/cluster", ".worker", true),
  NEW_SWEEP("#/new?sweep={sweep}", "#definition", false),
  NOT_FOUND("#/<b>nowhere</b>", ".notice", false);

  private final String address;
  private final String sign;
  private final boolean tellsNames;

  View(String address, String sign, boolean tellsNames) {
    this.address = address;
    this.sign = sign;
    this.tellsNames = tellsNames;
  }

  /**
   * @param name of a frontier and a baseline
   */
  String address(String sweep, String trial, String name) {
    return address.replace("{sweep}", sweep).replace("{trial}", trial).replace("{name}", name);
  }

  /** A selector of what is there once it has been loaded. */
  String sign() {
    return sign;
  }

  /** Whether it has the name of a sweep or a worker as text, besides the way here. */
  boolean tellsNames() {
    return tellsNames;
  }
}
