import { get, send } from '../api.mjs';
import { h } from '../dom.mjs';
import { plural } from '../format.mjs';
import { ask } from '../parts/dialog.mjs';
import { frontierAddress } from '../router.mjs';

/** Asks for a name and the sweeps of a new frontier, and goes there. `first` are ids of sweeps. */
export async function nameFrontier(first = []) {
  const { items } = await get('/sweeps', { limit: 100 });
  const name = h('input', { id: 'frontier-name', required: true, maxlength: 100, autocomplete: 'off' });
  const boxes = items.map((sweep) => ({
    sweep,
    box: h('input', { type: 'checkbox', checked: first.includes(sweep.id) }),
  }));
  const by = h(
    'select',
    { id: 'frontier-by' },
    [
      ['optimizer,constraint', 'optimizer and constraint'],
      ['optimizer', 'optimizer'],
      ['constraint', 'constraint'],
      ['', 'nothing: one frontier'],
    ].map(([value, text]) => h('option', { value }, text)),
  );
  const evidence = h(
    'select',
    { id: 'frontier-evidence' },
    ['any', 'certified', 'audited'].map((value) => h('option', { value }, value)),
  );
  ask({
    title: 'Name a frontier',
    text: [
      h('p', { class: 'dialog-field' }, h('label', { for: 'frontier-name' }, 'Name'), name),
      h(
        'fieldset',
        { class: 'pick' },
        h('legend', {}, 'Results of'),
        boxes.map(({ sweep, box }) =>
          h('label', {}, box, `${sweep.name}, ${plural(sweep.trials.COMPLETED, 'result')}`),
        ),
      ),
      h('p', { class: 'dialog-field' }, h('label', { for: 'frontier-by' }, 'One line per'), by),
      h(
        'p',
        { class: 'dialog-field' },
        h('label', { for: 'frontier-evidence' }, 'Evidence of the bounds'),
        evidence,
      ),
    ],
    action: 'Name it',
    async act() {
      const sweeps = boxes.filter(({ box }) => box.checked).map(({ sweep }) => sweep.id);
      if (!sweeps.length) {
        throw new Error('Choose one sweep at least.');
      }
      const made = await send('POST', '/frontiers', {
        name: name.value.trim(),
        sweeps,
        by: by.value ? by.value.split(',') : [],
        evidence: evidence.value,
      });
      location.hash = frontierAddress(made.name);
    },
  });
}
