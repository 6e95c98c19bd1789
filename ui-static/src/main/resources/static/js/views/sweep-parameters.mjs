import { ServerLost, get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { METRIC_CHOICES, SHOW_CHOICES } from '../metrics.mjs';
import { choice } from '../parts/choice.mjs';
import { replaceParameters } from '../router.mjs';
import { heatPanel } from './sweep-heat.mjs';
import { importancePanel } from './sweep-importance.mjs';
import { parallelPanel } from './sweep-parallel.mjs';
import { ratesPanel } from './sweep-rates.mjs';
import { searchPanel } from './sweep-search.mjs';
import { sweepPage } from './sweep-page.mjs';

const METHOD = ['optimizer', 'constraint'];

/** What a sweep says about its parameters: everything is summed up by the server. */
export const sweepParametersView = (page) =>
  sweepPage(page, 'Parameters', (sweep) => {
    let asked = page.route.parameters;
    const ask = () => ({
      ...asked,
      metric: asked.metric ?? 'accuracy',
      show: asked.show ?? 'best',
      where: METHOD.filter((name) => asked[name]).map((name) => `${name}:${asked[name]}`),
    });
    const own = { sweep, ask, pick, signal: page.signal };
    const heat = heatPanel(own);
    const rates = ratesPanel(own);
    const parallel = parallelPanel(own);
    const importance = importancePanel(own);
    const search = searchPanel(own);
    const again = (changes) => (pick(changes), chooseAll());
    const selects = {
      metric: choice({
        id: 'metric',
        label: 'show',
        options: METRIC_CHOICES,
        value: ask().metric,
        pick: (metric) => again({ metric }),
      }),
      show: choice({
        id: 'show',
        label: 'of the',
        options: SHOW_CHOICES,
        value: ask().show,
        pick: (show) => again({ show }),
      }),
    };
    const methods = h('span', { class: 'row' });
    let size = null;

    function pick(changes) {
      asked = { ...asked, ...changes };
      replaceParameters(asked);
    }

    function chooseAll() {
      heat.choose();
      rates.choose();
    }

    const refresh = () => [heat, rates, importance, parallel, search].forEach((panel) => panel.refresh());

    /** The axes change only when trials are added. */
    async function load(total) {
      size = total;
      const { items } = await get(`/sweeps/${sweep.id}/axes`, {}, page.signal);
      items.filter((axis) => METHOD.includes(axis.name)).forEach(method);
      put(
        methods,
        METHOD.filter((name) => selects[name]).flatMap((name) => selects[name].elements),
      );
      [heat, rates, parallel].forEach((panel) => panel.axes(items));
      importance.refresh();
      search.refresh();
    }

    function method({ name, levels }) {
      const options = [['', 'all'], ...levels.map(({ value }) => [value, value])];
      selects[name] ??= choice({
        id: `only-${name}`,
        label: name,
        options,
        value: asked[name] ?? '',
        pick: (value) => again({ [name]: value }),
      });
      selects[name].set(options, asked[name] ?? '');
    }

    /** A lost server is tried again with the next news of the sweep. */
    function unloaded(e) {
      size = null;
      if (!page.signal.aborted && !(e instanceof ServerLost)) {
        page.fail(e);
      }
    }

    return {
      elements: [
        h(
          'div',
          { class: 'row filters', role: 'group', 'aria-label': 'What is shown' },
          selects.metric.elements,
          selects.show.elements,
          methods,
        ),
        h('div', { class: 'panels' }, heat.element, rates.element),
        importance.element,
        parallel.element,
        search.element,
      ],
      update(next, before) {
        if (next.trials.total !== size) {
          load(next.trials.total).catch(unloaded);
        } else if (next.trials.COMPLETED !== before?.trials.COMPLETED) {
          refresh();
        }
      },
      refresh,
      events: {},
      reparametrize(parameters) {
        asked = parameters;
        selects.metric.set(METRIC_CHOICES, ask().metric);
        selects.show.set(SHOW_CHOICES, ask().show);
        METHOD.forEach((name) => selects[name]?.choose(asked[name] ?? ''));
        chooseAll();
      },
    };
  });
