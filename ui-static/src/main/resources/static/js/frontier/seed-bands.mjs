import { get } from '../api.mjs';
import { asked } from './choice.mjs';
import { bands } from './model.mjs';

/** Resampling more results than these takes longer than somebody wants to wait. */
const MOST = 20_000;

/**
 * How far a frontier may be trusted: of single trials the shade between what one seed attains and
 * what all do, of seeds taken together where the frontier lay in 95 % of the resamples.
 */
export function seedBands({ path, changed, signal }) {
  let shown = { groups: [], words: '' };
  let latest = null;

  async function load(choice, scatter) {
    const now = (latest = {});
    const next = await ask(choice, scatter);
    if (now === latest && JSON.stringify(next) !== JSON.stringify(shown)) {
      shown = next;
      changed();
    }
  }

  async function ask(choice, scatter) {
    if (choice.x || choice.y) {
      return { groups: [], words: '' };
    }
    const { objectives: _, ...rest } = asked(choice);
    if (choice.seeds === 'each') {
      const { items } = await get(`${path}/seeds`, rest, signal);
      const groups = items
        .filter((one) => one.steps.length)
        .map((one) => ({ group: one.group, low: places(one.steps, 'accuracy') }));
      return { groups, words: groups.length ? 'The shade goes down to what all seeds attain.' : '' };
    }
    const results = (await scatter).groups.reduce((sum, group) => sum + group.results, 0);
    if (!results) {
      return { groups: [], words: '' };
    }
    if (results > MOST) {
      return { groups: [], words: 'These are too many results for bands.' };
    }
    const { groups } = await get(`${path}/statistics`, { ...rest, aggregate: choice.seeds }, signal);
    return {
      groups: groups.map(({ group, band }) => ({
        group,
        low: places(
          band.filter((step) => step.low !== null),
          'low',
        ),
        high: places(
          band.filter((step) => step.high !== null),
          'high',
        ),
      })),
      words: 'The shade is where the frontier lay in 95 % of the resamples.',
    };
  }

  return {
    /** `scatter` is on its way: only where seeds are taken together does it matter how much there is. */
    load: (choice, scatter) => load(choice, scatter).catch(() => {}),
    words: () => shown.words,
    /** By the lines' keys; where only the lower edge was told, the line itself is the upper one. */
    of(lines) {
      const upper = new Map(lines.map((line) => [line.id, line]));
      const byId = bands(shown.groups, ({ group: _, ...edges }) => edges);
      return new Map(
        [...byId].flatMap(([id, { low, high }]) => {
          const line = upper.get(id);
          return line
            ? [
                [
                  line.key,
                  { low, high: high ?? line.points.filter((p) => p.x < Infinity).map((p) => [p.x, p.y]) },
                ],
              ]
            : [];
        }),
      );
    },
  };
}

const places = (steps, which) =>
  steps.filter((step) => step.log10Bound !== null).map((step) => [step.log10Bound, step[which]]);
