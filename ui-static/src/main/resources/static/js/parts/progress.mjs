import { h, put } from '../dom.mjs';
import { count, duration, progressPercent } from '../format.mjs';
import { trialsAddress } from '../router.mjs';
import { FINISHED, TRIAL_STATES, stateWord } from './state.mjs';

/**
 * A sweep's bar: finished trials by state, then the share that running ones have done. The parts
 * are updated in place, so that they glide.
 */
export function sweepBar() {
  const parts = Object.fromEntries(
    [...FINISHED, 'RUNNING'].map((state) => [
      state,
      h('span', { class: `part part-${state.toLowerCase()}` }),
    ]),
  );
  const element = h(
    'div',
    { class: 'progress', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100 },
    Object.values(parts),
  );
  return {
    element,
    update(sweep) {
      const total = Math.max(1, sweep.trials.total);
      const finished = FINISHED.reduce((sum, state) => sum + (sweep.trials[state] ?? 0), 0) / total;
      for (const state of FINISHED) {
        parts[state].style.width = `${(100 * (sweep.trials[state] ?? 0)) / total}%`;
      }
      parts.RUNNING.style.width = `${100 * Math.max(0, Math.min(1, sweep.progress) - finished)}%`;
      element.setAttribute('aria-valuenow', Math.floor(sweep.progress * 100));
      element.setAttribute('aria-label', `Progress of ${sweep.name}`);
    },
  };
}

/**
 * How many trials are in which state, as a line of links to them; states with none are left out.
 * Links stay as long as their states do, and with them the focus.
 */
export function trialCounts() {
  const element = h('ul', { class: 'counts' });
  const lines = new Map(TRIAL_STATES.map((state) => [state, trialCount(state)]));
  let shown = '';
  return {
    element,
    update(sweep) {
      const states = TRIAL_STATES.filter((state) => sweep.trials[state] > 0);
      states.forEach((state) => lines.get(state).update(sweep));
      if (states.join() !== shown) {
        shown = states.join();
        put(
          element,
          states.map((state) => lines.get(state).element),
        );
      }
    },
  };
}

function trialCount(state) {
  const number = h('b');
  const link = h('a', {}, number, ' ', stateWord(state));
  return {
    element: h(
      'li',
      { class: `state state-${state.toLowerCase()}` },
      h('span', { class: 'mark', 'aria-hidden': 'true' }),
      link,
    ),
    update(sweep) {
      number.textContent = count(sweep.trials[state]);
      link.href = trialsAddress(sweep.id, { state });
    },
  };
}

/** "62 % · about 3 min left", or what stands instead. */
export function progressText(sweep) {
  const share = progressPercent(sweep.progress);
  if (sweep.state === 'RUNNING') {
    return !sweep.etaSeconds ? share : `${share} · about ${duration(sweep.etaSeconds)} left`;
  }
  return share;
}

/** One trial's own bar. */
export function trialBar({ step, steps }) {
  const part = h('span', { class: 'part part-running' });
  part.style.width = `${(100 * step) / Math.max(1, steps)}%`;
  return h(
    'div',
    {
      class: 'progress small',
      role: 'progressbar',
      'aria-valuemin': 0,
      'aria-valuemax': steps,
      'aria-valuenow': step,
      'aria-label': 'Steps done',
      title: `step ${count(step)} of ${count(steps)}`,
    },
    part,
  );
}
