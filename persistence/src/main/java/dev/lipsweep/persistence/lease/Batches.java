package dev.lipsweep.persistence.lease;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Answers questions together that come while others are being answered: of what a question costs
 * the database, most is cost of the statement and of the commit, whatever the number of its rows.
 * Nobody waits for company: a question that comes alone is answered at once and alone.
 */
final class Batches<K, Q, A> {
  private static final int MOST = 200;

  /** Answers many questions, in their order. */
  interface Work<Q, A> {
    List<A> answer(List<Q> questions);
  }

  private record Waiting<K, Q, A>(K key, Q question, CompletableFuture<A> answer) {}

  private final String name;
  private final Work<Q, A> work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting<K, Q, A>> waiting = new ArrayDeque<>();
  private boolean working;

  Batches(String name, Work<Q, A> work) {
    this.name = name;
    this.work = work;
  }

  /**
   * Waits for the answer.
   *
   * @param key no two questions with the same key are answered together
   */
  A ask(K key, Q question) {
    var mine = new Waiting<>(key, question, new CompletableFuture<A>());
    lock.lock();
    try {
      waiting.add(mine);
      if (!working) {
        working = true;
        Thread.ofVirtual().name(name).start(this::work);
      }
    } finally {
      lock.unlock();
    }
    try {
      return mine.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void work() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      answer(batch);
    }
  }

  /** Up to so many with different keys; if there are none, the next to ask starts over. */
  private List<Waiting<K, Q, A>> next() {
    lock.lock();
    try {
      Map<K, Waiting<K, Q, A>> batch = new LinkedHashMap<>();
      for (Iterator<Waiting<K, Q, A>> each = waiting.iterator();
          each.hasNext() && batch.size() < MOST; ) {
        var one = each.next();
        if (batch.putIfAbsent(one.key(), one) == null) {
          each.remove();
        }
      }
      working = !batch.isEmpty();
      return List.copyOf(batch.values());
    } finally {
      lock.unlock();
    }
  }

  private void answer(List<Waiting<K, Q, A>> batch) {
    try {
      List<A> answers = work.answer(batch.stream().map(Waiting::question).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
      if (batch.size() == 1) {
        fail(batch, e);
      } else { // one of them is to blame: the others must not suffer for it
        batch.forEach(one -> answer(List.of(one)));
      }
    } catch (RuntimeException | Error e) {
      fail(batch, e);
      fail(rest(), e); // most likely the database is away, and each further try would take as long
    }
  }

  private List<Waiting<K, Q, A>> rest() {
    lock.lock();
    try {
      var rest = List.copyOf(waiting);
      waiting.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  private static void fail(List<? extends Waiting<?, ?, ?>> batch, Throwable e) {
    batch.forEach(one -> one.answer().completeExceptionally(e));
  }
}
