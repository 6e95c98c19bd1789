package dev.lipsweep.training.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive around the text of some methods: what {@code torch.jit.save} would write
 * for a module without weights.
 */
final class ScriptArchive {

  // the pickle of an object M() of class __torch__.M whose one attribute is training = False
  private static final byte[] OBJECT =
      "\u0080\u0002c__torch__\nM\nq\u0000)\u0081}(X\u0008\u0000\u0000\u0000trainingq\u0001\u0089ubq\u0002."
          .getBytes(ISO_8859_1);
  private static final byte[] NO_CONSTANTS = "\u0080\u0002).".getBytes(ISO_8859_1);
  private static final String CLASS =
      """
      class M(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;
  // older versions stand for older meanings of operators
  private static final byte[] VERSION = "10\n".getBytes(ISO_8859_1);

  private ScriptArchive() {}

  static byte[] of(String methods) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      store(zip, "m/data.pkl", OBJECT);
      store(zip, "m/code/__torch__.py", (CLASS + methods).getBytes(UTF_8));
      store(zip, "m/constants.pkl", NO_CONSTANTS);
      store(zip, "m/version", VERSION);
      store(zip, "m/byteorder", "little".getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory: a bug
    }
    return bytes.toByteArray();
  }

  /** libtorch reads no deflated entries here. */
  private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
    var crc = new CRC32();
    crc.update(data);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCompressedSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
