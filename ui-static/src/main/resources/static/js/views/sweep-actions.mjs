import { get, post } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { newSweepAddress } from '../router.mjs';
import { account } from '../scopes.mjs';

const ACTIONS = [
  {
    name: 'pause',
    label: 'Pause',
    undo: 'resume',
    done: 'paused',
    fits: (sweep) => sweep.state === 'RUNNING',
    text: (sweep) => [
      `${plural(sweep.trials.RUNNING, 'running trial')} will write a checkpoint and give the slot back. Nothing is lost.`,
    ],
  },
  {
    name: 'resume',
    label: 'Resume',
    undo: 'pause',
    done: 'resumed',
    fits: (sweep) => sweep.state === 'PAUSED',
    text: (sweep) => [
      `${plural(sweep.trials.WAITING + sweep.trials.READY, 'trial')} will be offered to workers; interrupted ones go on from their checkpoints.`,
    ],
  },
  {
    name: 'retry',
    label: 'Retry failed',
    done: 'goes on with the failed trials',
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
    done: 'cancelled',
    fits: (sweep) => sweep.state === 'RUNNING' || sweep.state === 'PAUSED',
    text: (sweep) => [
      `${plural(sweep.trials.RUNNING, 'running trial')} will stop, ${plural(sweep.trials.READY + sweep.trials.WAITING, 'waiting one', 'waiting ones')} will never run. Results so far stay.`,
      'A cancelled sweep cannot be resumed.',
    ],
  },
];

/**
 * The buttons that fit a sweep's state and the token's scopes; each asks before it acts. What asks is
 * fetched when there is something to ask.
 */
export function sweepActions(changed) {
  const element = h('div', { class: 'row actions' });
  let latest = null;
  let shown = null;
  let scopes = [];
  account().then(
    (own) => ((scopes = own.scopes), latest && show()),
    () => {}, // whoever cannot be asked may do nothing
  );

  function show() {
    const fitting = scopes.includes('operate') ? ACTIONS.filter((action) => action.fits(latest)) : [];
    const again = scopes.includes('submit');
    const grows = scopes.includes('operate') && latest.state !== 'CANCELLED';
    const signature = JSON.stringify([fitting.map((action) => action.name), again, grows]);
    if (signature !== shown) {
      shown = signature;
      put(
        element,
        again
          ? h('a', { class: 'button', href: newSweepAddress({ sweep: latest.id }) }, 'Run again with changes')
          : null,
        grows ? h('button', { type: 'button', on: { click: addPoints } }, 'Add points') : null,
        fitting.map(button),
      );
    }
  }

  async function addPoints() {
    const sweep = latest;
    const { addPointsDialog } = await import('./add-points.mjs');
    addPointsDialog(sweep, async () => changed(await get(`/sweeps/${sweep.id}`)));
  }

  function button(action) {
    return h(
      'button',
      { type: 'button', class: action.danger ? 'danger-quiet' : null, on: { click: () => ask(action) } },
      action.label,
    );
  }

  async function ask(action) {
    const sweep = latest;
    const [{ confirm }, { toast }] = await Promise.all([
      import('../parts/dialog.mjs'),
      import('../parts/toast.mjs'),
    ]);
    confirm({
      title:
        action.name === 'retry'
          ? `Retry the failed trials of ${sweep.name}?`
          : `${action.label} ${sweep.name}?`,
      text: action.text(sweep),
      action: `${action.label.split(' ')[0]} ${action.name === 'retry' ? 'failed trials' : 'the sweep'}`,
      danger: action.danger,
      async act() {
        await run(sweep, action.name, action.parameters);
        toast(`${sweep.name} ${action.done}`, action.undo && (() => run(sweep, action.undo)));
      },
    });
  }

  async function run(sweep, name, parameters) {
    await post(`/sweeps/${sweep.id}/${name}`, parameters);
    changed(await get(`/sweeps/${sweep.id}`));
  }

  return {
    element,
    update(sweep) {
      latest = sweep;
      show();
    },
  };
}
