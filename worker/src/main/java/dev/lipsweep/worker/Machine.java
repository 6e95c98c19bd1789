package dev.lipsweep.worker;

import com.sun.management.OperatingSystemMXBean;
import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that a worker runs on. */
final class Machine {
  private Machine() {}

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Memory that this process and its children may use: a container's limit if there is one. */
  static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The processor with the machine's memory. */
  static TrainingDevice processor(int slots) {
    long memory = memoryBytes();
    return new TrainingDevice(
        new Device("cpu", 0, model(), memory, Math.min(memory, availableBytes()), slots), null);
  }

  /** What can be taken without swapping; all of it where the kernel does not say. */
  private static long availableBytes() {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static String model() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch", "cpu"));
    } catch (IOException e) {
      return System.getProperty("os.arch", "cpu");
    }
  }
}
