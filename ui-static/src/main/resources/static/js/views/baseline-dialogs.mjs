import { get, send } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { ask } from '../parts/dialog.mjs';
import { baselineAddress } from '../router.mjs';

/** Completed sweeps to choose from, the latest first. */
function sweepChoice(id) {
  const select = h('select', { id }, h('option', { value: '' }, 'completed sweeps…'));
  get('/sweeps', { state: 'COMPLETED', limit: 100 }).then(
    ({ items }) =>
      put(
        select,
        items.map((sweep) =>
          h(
            'option',
            { value: sweep.id },
            `${sweep.name} · ${sweep.createdAt.slice(0, 16).replace('T', ' ')}`,
          ),
        ),
      ),
    (e) => put(select, h('option', { value: '' }, e.message)),
  );
  return select;
}

const labelled = (text, field) =>
  h('p', { class: 'dialog-field' }, h('label', { for: field.id }, text), field);

/** Pins a completed sweep under a name. */
export function pinDialog() {
  const name = h('input', { id: 'pin-name', autocomplete: 'off', spellcheck: 'false', required: true });
  const sweep = sweepChoice('pin-sweep');
  sweep.required = true;
  ask({
    title: 'Pin a sweep as a baseline',
    text: [
      'Later sweeps are compared with it, trial by trial of the same configuration and seed.',
      labelled('Name', name),
      labelled('Sweep', sweep),
    ],
    action: 'Pin it',
    async act() {
      const pinned = await send('POST', '/baselines', { name: name.value.trim(), sweep: sweep.value });
      location.hash = baselineAddress(pinned.name);
    },
  });
}

/** Trains the pinned sweep again, or compares one that is there. */
export function checkDialog(baseline, done) {
  const sweep = sweepChoice('check-sweep');
  const again = h('input', { type: 'radio', name: 'what', id: 'check-rerun', checked: true });
  const other = h('input', { type: 'radio', name: 'what', id: 'check-other' });
  sweep.addEventListener('change', () => (other.checked = true));
  [again, other, sweep].forEach((field) =>
    field.addEventListener('change', () => (sweep.required = other.checked)),
  );
  ask({
    title: `Check ${baseline.name}`,
    text: [
      h(
        'p',
        { class: 'dialog-radio' },
        again,
        h(
          'label',
          { for: 'check-rerun' },
          `Train ${baseline.sweep} again with the present code, and compare`,
        ),
      ),
      h(
        'p',
        { class: 'dialog-radio' },
        other,
        h('label', { for: 'check-other' }, 'Compare a sweep that is there'),
      ),
      labelled('Sweep', sweep),
    ],
    action: 'Check',
    act: async () =>
      done(
        await send(
          'POST',
          `/baselines/${encodeURIComponent(baseline.name)}/checks`,
          other.checked ? { sweep: sweep.value } : {},
        ),
      ),
  });
}

/** A time of every night, or none. */
export function scheduleDialog(baseline, done) {
  const field = h('input', { id: 'schedule', type: 'time', value: '03:00' });
  const path = `/baselines/${encodeURIComponent(baseline.name)}/schedule`;
  ask({
    title: `Check ${baseline.name} every night`,
    text: [
      'The server trains the pinned sweep again at this time and compares.',
      labelled('Time, in UTC', field),
    ],
    action: 'Set the time',
    async act() {
      const [hour, minute] = field.value.split(':').map(Number);
      done(await send('PUT', path, { cron: `0 ${minute} ${hour} * * *` }));
    },
  });
}
