package dev.lipsweep.persistence.trial;

import org.jspecify.annotations.Nullable;

/** Where a page of trials ended: the key of its order, and the number that breaks ties. */
record TrialCursor(double key, int number) {
  private static final TrialCursor START = new TrialCursor(Double.NEGATIVE_INFINITY, 0);

  static TrialCursor read(@Nullable String text) {
    if (text == null) {
      return START;
    }
    int separator = text.lastIndexOf('_');
    if (separator < 0) {
      throw new IllegalArgumentException(
          "'%s' is not a cursor of a list of trials".formatted(text));
    }
    return new TrialCursor(
        Double.parseDouble(text.substring(0, separator)),
        Integer.parseInt(text.substring(separator + 1)));
  }

  static TrialCursor after(Trial trial, TrialOrder order) {
    Double accuracy = trial.accuracy();
    double key =
        switch (order) {
          case NUMBER -> trial.number();
          case ACCURACY -> accuracy == null ? Double.POSITIVE_INFINITY : -accuracy;
          case BOUND ->
              trial.bound() == null ? Double.POSITIVE_INFINITY : last(trial.bound().log10());
        };
    return new TrialCursor(key, trial.number());
  }

  String text() {
    return key + "_" + number;
  }

  private static double last(double log10) {
    return Double.isNaN(log10) ? Double.POSITIVE_INFINITY : log10;
  }
}
