package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final Api admin = TestServer.admin();

  @Test
  void a_worker_that_waits_for_trials_is_told_to_drain() throws Exception {
    var worker = new ScriptedWorker("leaving");
    var told = CompletableFuture.supplyAsync(() -> worker.isToldToDrain(50));

    var view = admin.post("/api/v1/workers/%s/drain".formatted(worker.id()), "").expect(200).json();

    assertThat(view.get("draining").asBoolean()).isTrue();
    assertThat(told.get(40, TimeUnit.SECONDS)).isTrue();
    worker.leave();
    admin.post("/api/v1/workers/%s/drain".formatted(worker.id()), "").expect(404);
  }

  @Test
  void a_worker_may_not_drain_others() {
    var worker = new ScriptedWorker("curious");

    worker.api().post("/api/v1/workers/%s/drain".formatted(worker.id()), "").expect(403);
    worker.leave();
  }

  @Test
  void devices_hold_all_slots_of_a_worker() {
    var problem =
        TestServer.worker()
            .post(
                "/api/v1/workers",
                """
                {"name": "odd", "host": "here", "codeVersion": "test", "slots": 3, "threadsPerSlot": 1,
                 "devices": [{"kind": "cuda", "index": 0, "name": "gpu", "memoryBytes": 2, "freeBytes": 1, "slots": 2}],
                 "recipes": {}, "labels": {}}
                """)
            .expect(400);
    assertThat(problem.text()).contains("slots that sum to the worker's");
  }
}
