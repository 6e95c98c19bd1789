import { get } from '../api.mjs';
import { plural } from '../format.mjs';
import { time } from '../parts/time.mjs';
import { frontierAddress, sweepAddress, trialsAddress } from '../router.mjs';
import { asked } from './choice.mjs';

const encoded = encodeURIComponent;

/** The frontier of one sweep; it can be laid over that of another sweep of its recipe. */
export function sweepSource(id) {
  const own = `/sweeps/${encoded(id)}`;
  const path = `${own}/frontier`;
  return {
    path,
    hint: 'A trial appears here as soon as it is completed.',
    otherLabel: 'another sweep',
    async others(signal) {
      const [sweep, { items }] = await Promise.all([
        get(own, {}, signal),
        get('/sweeps', { limit: 200 }, signal),
      ]);
      return items
        .filter((one) => one.id !== sweep.id && one.recipe === sweep.recipe && one.trials.COMPLETED > 0)
        .map((one) => [one.id, `${one.name}, ${plural(one.trials.COMPLETED, 'result')}`]);
    },
    async other(second, choice, signal) {
      const asking = { ...asked(choice), aggregate: choice.seeds };
      const [frontier, compared] = await Promise.all([
        get(`/sweeps/${encoded(second)}/frontier`, { ...asking, compact: true }, signal),
        get(`${path}/compare`, { ...asked(choice), with: second }, signal),
      ]);
      return {
        name: compared.from.name,
        address: sweepAddress(compared.from.sweepId),
        frontier,
        groups: compared.groups,
      };
    },
    divergedAddress: trialsAddress(id),
  };
}

/** A frontier with a name, which may be of many sweeps; it can be laid over one of its snapshots. */
export function namedSource({ name, definition }) {
  const path = `/frontiers/${encoded(name)}`;
  return {
    path,
    by: definition.by.join(','),
    hint: 'A result of its sweeps appears here as soon as it is there.',
    otherLabel: 'a snapshot',
    async others(signal) {
      const { items } = await get(`${path}/snapshots`, {}, signal);
      return items.map((one) => [
        one.sha256.slice(0, 12),
        `${one.sha256.slice(0, 8)} of ${time(one.takenAt).title}, ${plural(one.points, 'point')}`,
      ]);
    },
    async other(sha256, choice, signal) {
      const [snapshot, compared] = await Promise.all([
        get(`${path}/snapshots/${encoded(sha256)}`, {}, signal),
        get(`${path}/compare`, { from: sha256 }, signal),
      ]);
      return {
        name: `snapshot ${sha256.slice(0, 8)}`,
        address: frontierAddress(name),
        frontier: { ...snapshot, common: {}, groups: snapshot.groups.map(withBounds) },
        groups: compared.groups,
        gained: compared.gained,
        lost: compared.lost,
      };
    },
  };
}

/** A snapshot's points in the form of an answer's. */
const withBounds = (group) => ({
  ...group,
  points: group.points.map((point) => ({
    ...point,
    trialId: point.trialIds[0],
    bound: { kind: point.boundKind, log10: point.log10Bound },
  })),
});
