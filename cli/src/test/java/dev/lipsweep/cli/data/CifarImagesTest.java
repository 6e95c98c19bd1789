package dev.lipsweep.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarImagesTest {
  private static final int RECORD = 1 + 3 * 1024;

  @TempDir Path folder;

  @Test
  void rows_of_pictures_become_records_of_planes_with_their_labels() throws IOException {
    CifarImages.unpack(archive("[3,1,4,1]", "[5,9]"), folder);
    check(Files.readAllBytes(folder.resolve("data_batch_1.bin")), 1, 3, 1);
    check(Files.readAllBytes(folder.resolve("data_batch_2.bin")), 2, 4, 1);
    check(Files.readAllBytes(folder.resolve("test_batch.bin")), 3, 5, 9);
    assertThat(folder.resolve("pictures")).doesNotExist();
  }

  @Test
  void labels_that_do_not_suffice_or_are_none_are_named() {
    assertThatThrownBy(() -> CifarImages.unpack(archive("[3,1,4]", "[5,9]"), folder))
        .hasMessageContaining("data_batch_2.png ends with image 4, but there are 3 labels");
  }

  private Path archive(String training, String test) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    // not in order, as the labels do not depend on it
    files.put("package/test_batch.png", picture(3));
    files.put("package/data_batch_2.png", picture(2));
    files.put("package/data_batch_1.png", picture(1));
    files.put("package/README.md", "read me".getBytes(StandardCharsets.UTF_8));
    files.put("package/train_lables.json", training.getBytes(StandardCharsets.UTF_8));
    files.put("package/test_lables.json", test.getBytes(StandardCharsets.UTF_8));
    return Archives.write(folder.resolve("package.tgz"), files);
  }

  private static byte[] picture(int number) throws IOException {
    var image = new BufferedImage(1024, 2, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 2; y++) {
      for (int p = 0; p < 1024; p++) {
        int rgb = 0;
        for (int colour = 0; colour < 3; colour++) {
          rgb = rgb << 8 | value(number, y, p, colour);
        }
        image.setRGB(p, y, rgb);
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static int value(int number, int y, int pixel, int colour) {
    return (number * 50 + y * 20 + pixel * 7 + colour * 91) & 0xff;
  }

  private static void check(byte[] records, int number, int... labels) {
    assertThat(records).hasSize(labels.length * RECORD);
    for (int y = 0; y < labels.length; y++) {
      assertThat(records[y * RECORD]).isEqualTo((byte) labels[y]);
      for (int colour = 0; colour < 3; colour++) {
        for (int p = 0; p < 1024; p++) {
          assertThat(records[y * RECORD + 1 + colour * 1024 + p])
              .isEqualTo((byte) value(number, y, p, colour));
        }
      }
    }
  }
}
