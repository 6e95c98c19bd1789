package dev.lipsweep.api.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.picture.Dot;
import dev.lipsweep.domain.frontier.picture.FrontierSvg;
import dev.lipsweep.domain.frontier.picture.Series;
import dev.lipsweep.domain.plot.PlotMark;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FrontierPngTest {
  @Test
  void the_png_shows_what_the_svg_says() throws IOException {
    var dots = List.of(new Dot(1, .3, "a & b"), new Dot(264, .5, ""));
    String svg = FrontierSvg.render("∞ <title>", List.of(new Series("muon", dots, dots)));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(FrontierPng.of(svg)));
    assertThat(image.getWidth()).isEqualTo(2000);
    assertThat(image.getHeight()).isEqualTo(1200);
    assertThat(new Color(image.getRGB(3, 3))).isEqualTo(Color.WHITE);
    Color line = Color.decode(PlotMark.of(0).colour());
    long coloured = 0;
    long dark = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        coloured += image.getRGB(x, y) == line.getRGB() ? 1 : 0;
        // the title's letters
        dark += y < 90 && new Color(image.getRGB(x, y)).getRed() < 80 ? 1 : 0;
      }
    }
    assertThat(coloured).isGreaterThan(2000);
    assertThat(dark).isGreaterThan(300);
  }
}
