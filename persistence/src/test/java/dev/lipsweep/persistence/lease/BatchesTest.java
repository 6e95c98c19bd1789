package dev.lipsweep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class BatchesTest {
  private final List<List<String>> answered = new CopyOnWriteArrayList<>();
  private final CountDownLatch atWork = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final Batches<String, String, String> batches = new Batches<>("test", this::answer);

  /** The first batch waits; what is bad is refused, and a database that is away answers nobody. */
  private List<String> answer(List<String> questions) {
    answered.add(questions);
    if (answered.size() == 1) {
      atWork.countDown();
      await(mayGoOn);
    }
    if (questions.contains("bad")) {
      throw new DataIntegrityViolationException("bad");
    }
    if (questions.contains("away")) {
      throw new DataAccessResourceFailureException("away");
    }
    return questions.stream().map(question -> question + "!").toList();
  }

  @Test
  void a_question_that_comes_alone_is_answered_alone() {
    mayGoOn.countDown();

    assertThat(batches.ask("a", "one")).isEqualTo("one!");
    assertThat(batches.ask("a", "two")).isEqualTo("two!");
    assertThat(answered).containsExactly(List.of("one"), List.of("two"));
  }

  @Test
  void questions_that_come_while_one_is_answered_are_answered_together() {
    var answers = askAllDuringTheFirst("one", "two", "three");

    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactly("one!", "two!", "three!");
    assertThat(answered).hasSize(2);
    assertThat(answered.getLast()).containsExactly("one", "two", "three");
  }

  @Test
  void two_questions_with_one_key_are_never_answered_together() {
    var answers = askAllDuringTheFirst("one", "two", "one");

    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactly("one!", "two!", "one!");
    assertThat(answered).containsExactly(List.of("first"), List.of("one", "two"), List.of("one"));
  }

  @Test
  void one_that_the_database_refuses_does_not_fail_the_others() {
    var answers = askAllDuringTheFirst("one", "bad", "two");

    assertThat(answers.get(0).join()).isEqualTo("one!");
    assertThat(answers.get(2).join()).isEqualTo("two!");
    assertThatThrownBy(answers.get(1)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void when_the_database_is_away_all_who_wait_hear_so_at_once() {
    var answers = askAllDuringTheFirst("away", "one", "away");

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThatThrownBy(answer::join)
                    .hasCauseInstanceOf(DataAccessResourceFailureException.class));
    assertThat(answered).hasSize(2);
    assertThat(batches.ask("a", "later")).isEqualTo("later!");
  }

  /** Each with itself as its key; they wait in this order while the first one is at work. */
  private List<CompletableFuture<String>> askAllDuringTheFirst(String... questions) {
    var first = ask("first").answer();
    await(atWork);
    var asking = new ArrayList<CompletableFuture<String>>();
    for (String question : questions) {
      Asking one = ask(question);
      asking.add(one.answer());
      while (one.thread().getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    mayGoOn.countDown();
    assertThat(first.join()).isEqualTo("first!");
    return asking;
  }

  private record Asking(Thread thread, CompletableFuture<String> answer) {}

  private Asking ask(String question) {
    var answer = new CompletableFuture<String>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    answer.complete(batches.ask(question, question));
                  } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                  }
                });
    return new Asking(thread, answer);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
