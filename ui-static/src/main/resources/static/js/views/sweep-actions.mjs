import { get, post } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { confirm } from '../parts/dialog.mjs';

const ACTIONS = [
  {
    name: 'pause',
    label: 'Pause',
    fits: (sweep) => sweep.state === 'RUNNING',
    text: (sweep) => [
      `${plural(sweep.trials.RUNNING, 'running trial')} will write a checkpoint and give the slot back. Nothing is lost.`,
    ],
  },
  {
    name: 'resume',
    label: 'Resume',
    fits: (sweep) => sweep.state === 'PAUSED',
    text: (sweep) => [
      `${plural(sweep.trials.WAITING + sweep.trials.READY, 'trial')} will be offered to workers; interrupted ones go on from their checkpoints.`,
    ],
  },
  {
    name: 'retry',
    label: 'Retry failed',
    fits: (sweep) => sweep.trials.FAILED > 0 && sweep.state !== 'CANCELLED',
    text: (sweep) => [
      `${plural(sweep.trials.FAILED, 'failed trial')} will run again. Diverged ones are results and stay as they are.`,
    ],
    parameters: { state: 'FAILED' },
  },
  {
    name: 'cancel',
    label: 'Cancel',
    danger: true,
    fits: (sweep) => sweep.state === 'RUNNING' || sweep.state === 'PAUSED',
    text: (sweep) => [
      `${plural(sweep.trials.RUNNING, 'running trial')} will stop, ${plural(sweep.trials.READY + sweep.trials.WAITING, 'waiting one', 'waiting ones')} will never run. Results so far stay.`,
      'A cancelled sweep cannot be resumed.',
    ],
  },
];

/** The buttons that fit a sweep's state; each asks before it acts. */
export function sweepActions(changed) {
  const element = h('div', { class: 'row actions' });
  let latest = null;
  let shown = '';
  return {
    element,
    update(sweep) {
      latest = sweep;
      const fitting = ACTIONS.filter((action) => action.fits(sweep));
      const signature = fitting.map((action) => action.name).join();
      if (signature !== shown) {
        shown = signature;
        put(element, fitting.map(button));
      }
    },
  };

  function button(action) {
    return h(
      'button',
      { type: 'button', class: action.danger ? 'danger-quiet' : null, on: { click: () => ask(action) } },
      action.label,
    );
  }

  function ask(action) {
    const sweep = latest;
    confirm({
      title:
        action.name === 'retry'
          ? `Retry the failed trials of ${sweep.name}?`
          : `${action.label} ${sweep.name}?`,
      text: action.text(sweep),
      action: `${action.label.split(' ')[0]} ${action.name === 'retry' ? 'failed trials' : 'the sweep'}`,
      danger: action.danger,
      async act() {
        await post(`/sweeps/${sweep.id}/${action.name}`, action.parameters);
        changed(await get(`/sweeps/${sweep.id}`));
      },
    });
  }
}
