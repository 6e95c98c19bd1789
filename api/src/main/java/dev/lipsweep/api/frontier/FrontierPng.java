package dev.lipsweep.api.frontier;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * The SVG picture as PNG: the same lines, drawn here, twice as large for paper and dense screens.
 */
final class FrontierPng {
  private static final int SCALE = 2;
  private static final Pattern FAMILIES = Pattern.compile("font-family=\"[^\"]*\"");
  private static final List<String> WANTED =
      List.of("Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans");

  private FrontierPng() {}

  /**
   * @throws NoFonts if this machine has none, or nothing that finds them
   */
  static byte[] of(String svg) {
    try {
      return png(image(svg));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text cannot be drawn on this machine. */
  static final class NoFonts extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoFonts(Throwable cause) {
      super(
          "this server's machine has no fonts to draw a PNG with; install fontconfig and a font such as fonts-dejavu-core there, or take format=svg",
          cause);
    }
  }

  private static BufferedImage image(String svg) {
    String named = FAMILIES.matcher(svg).replaceFirst("font-family=\"" + family() + '"');
    SVGDocument document =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(named.getBytes(StandardCharsets.UTF_8)),
                null,
                LoaderContext.createDefault());
    if (document == null) {
      throw new IllegalStateException("our own SVG cannot be read. Indicates a bug.");
    }
    int width = (int) Math.ceil(document.size().width);
    int height = (int) Math.ceil(document.size().height);
    var image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    document.render(null, graphics, new ViewBox(width, height));
    graphics.dispose();
    return image;
  }

  /**
   * The first of the picture's families that is here; the renderer does not look through a list.
   */
  private static String family() {
    try {
      Set<String> here =
          Set.copyOf(
              Arrays.asList(
                  GraphicsEnvironment.getLocalGraphicsEnvironment()
                      .getAvailableFontFamilyNames(Locale.ROOT)));
      return WANTED.stream().filter(here::contains).findFirst().orElse(Font.SANS_SERIF);
    } catch (LinkageError | InternalError e) {
      throw new NoFonts(e);
    } catch (RuntimeException e) {
      // what the JDK throws without fontconfig or without any font has no type of its own
      if (String.valueOf(e.getMessage()).contains("ontconfig")) {
        throw new NoFonts(e);
      }
      throw e;
    }
  }

  private static byte[] png(BufferedImage image) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
