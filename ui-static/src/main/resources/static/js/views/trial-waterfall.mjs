import { waterfallOption } from '../charts/waterfall-option.mjs';
import { h } from '../dom.mjs';
import { exponent, measure, number, percent } from '../format.mjs';
import { powerMark } from '../parts/bound.mjs';
import { choice } from '../parts/choice.mjs';
import { plotPanel } from './plot-panel.mjs';

/** Which part of the network owns how much of a bound: a waterfall in log10, and what was measured below it. */
export function waterfallPanel({ signal }) {
  let certificates = [];
  let measured = null;
  const pick = choice({ id: 'waterfall-rule', label: 'rule', options: [], value: '', pick: () => draw() });
  const panel = plotPanel({
    id: 'waterfall',
    title: 'Who owns how much of the bound',
    controls: pick.elements,
    signal,
    option: (t) => waterfallOption(t, { ...content(), describe }),
    values: () => {
      const { parts, total } = content();
      return {
        columns: ['part', 'log10', 'factor', 'share of the bound'].map((label, n) => ({
          label,
          numeric: n > 0,
        })),
        rows: parts.map(({ name, from, to }) => [
          name,
          { value: to - from, shown: number(to - from, 4) },
          { value: 10 ** (to - from), shown: powerMark(to - from) },
          { value: (to - from) / total, shown: total ? percent((to - from) / total) : '–' },
        ]),
      };
    },
  });
  panel.element.hidden = true;

  const chosen = () => certificates.find((one) => one.rule === pick.value) ?? certificates[0];

  function content() {
    const { contributions, bound } = chosen();
    let sum = 0;
    const parts = contributions.map(({ part, log10 }) => ({ name: part, from: sum, to: (sum += log10) }));
    return { parts, total: bound.log10, floor: measured ? Math.log10(measured) : null };
  }

  function draw() {
    const { parts, total, floor } = content();
    const { sound, rule } = chosen();
    panel.height(parts.length + 1);
    panel.draw(
      [
        `By ${rule}${sound ? '' : ', which is not a bound'}: the factors multiply, so their logarithms add up to 10^${exponent(total)}.`,
        floor === null
          ? 'No ratio was measured.'
          : `The largest ratio of output to input that gradient ascent found is ${measure(measured)}, ${number(total - floor, 3)} decades below.`,
      ].join(' '),
    );
  }

  return {
    element: panel.element,
    update(all, ratio) {
      certificates = all.filter((one) => one.bound.kind === 'FINITE' && one.contributions?.length);
      measured = ratio ?? null;
      panel.element.hidden = !certificates.length;
      if (certificates.length) {
        const rule = chosen().rule;
        pick.set(
          certificates.map((one) => [one.rule, one.sound ? one.rule : `${one.rule} (not a bound)`]),
          rule,
        );
        draw();
      }
    },
  };
}

const describe = ({ name, from, to, isTotal }) =>
  h(
    'div',
    { class: 'tip-box' },
    h('p', { class: 'tip-name' }, name),
    isTotal
      ? h('p', {}, h('b', {}, powerMark(to)))
      : h('p', {}, 'times ', h('b', {}, measure(10 ** (to - from))), ', so far ', powerMark(to)),
  );
