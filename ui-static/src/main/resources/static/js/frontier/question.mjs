import { get } from '../api.mjs';
import { powerLabel } from '../charts/chart.mjs';
import { swatch } from '../charts/palette.mjs';
import { groupKey } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { exponent, percent } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { loader } from '../throttle.mjs';
import { trialAddress } from '../router.mjs';
import { readBound, readShare, writeBound } from './bounds.mjs';
import { asked } from './choice.mjs';
import { attained } from './model.mjs';

/** Of more results than these intervals take longer than somebody wants to wait. */
const MOST = 20_000;

const KINDS = {
  bound: {
    label: 'accuracy at a bound of at most',
    hint: 'such as 1000, 10^3 or 2.5e264',
    read: readBound,
    send: (log10) => ({ bound: writeBound(log10) }),
  },
  accuracy: {
    label: 'bound at an accuracy of at least',
    hint: 'such as 40 %',
    read: readShare,
    send: (share) => ({ accuracy: share }),
  },
};

/**
 * The question box: what is attained at a bound, or which bound comes with an accuracy. The answer is
 * read off the frontier that is shown; how sure it is the server says where that takes a moment only.
 */
export function question({ path, choice, pick, changed, signal }) {
  let intervals = null;
  let results = 0;
  const kind = h(
    'select',
    { id: 'question-kind', 'aria-label': 'Question', on: { change: () => submit() } },
    Object.entries(KINDS).map(([value, { label }]) => h('option', { value }, label)),
  );
  const field = h('input', {
    id: 'question',
    'aria-label': 'Bound or accuracy',
    'aria-describedby': 'question-problem',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const problem = h('span', { id: 'question-problem', class: 'problem', role: 'alert' });
  const answers = h('ul', { class: 'answers', 'aria-live': 'polite' });
  const element = h(
    'form',
    { class: 'row question', on: { submit } },
    kind,
    field,
    h('button', { class: 'small' }, 'Ask'),
    problem,
    answers,
  );

  const parsed = () => {
    const [name, ...rest] = (choice().question ?? '').split(':');
    const text = rest.join(':');
    const number = KINDS[name] && text ? KINDS[name].read(text) : null;
    return number === null ? null : { name, text, number };
  };

  function submit(event) {
    event?.preventDefault();
    field.placeholder = KINDS[kind.value].hint;
    const text = field.value.trim();
    problem.textContent = '';
    if (text && KINDS[kind.value].read(text) === null) {
      problem.textContent = event ? `Write it ${KINDS[kind.value].hint}.` : '';
      return;
    }
    pick({ question: text ? `${kind.value}:${text}` : null });
  }

  async function load() {
    const now = parsed();
    const before = intervals;
    intervals = null;
    if (now && results && results <= MOST && !choice().x && !choice().y) {
      const { objectives: _, ...rest } = asked(choice());
      const seeds = choice().seeds === 'each' ? {} : { aggregate: choice().seeds };
      const answer = await get(
        `${path}/questions`,
        { ...rest, ...seeds, ...KINDS[now.name].send(now.number) },
        signal,
      );
      intervals = { question: choice().question, answers: answer.answers, aggregate: answer.aggregate };
    }
    if (before || intervals) {
      changed();
    }
  }

  const loadNow = loader(load, () => {}, 0, signal);

  /** What each line attains there. */
  function found(model) {
    const now = parsed();
    const [x, y] = model.axes;
    if (!now || !x.isBound || y.metric !== 'accuracy') {
      return [];
    }
    return model.lines.map((line) => ({
      line,
      point:
        now.name === 'bound'
          ? attained(line.points, now.number, x.isMost)
          : (line.points.find((p) => p.y >= now.number) ?? null),
    }));
  }

  return {
    element,
    /** @param isOther whether the frontier itself will be another one */
    update(isOther) {
      const now = parsed();
      const { x, y } = choice();
      element.hidden = Boolean(x || y);
      if (document.activeElement !== field) {
        kind.value = now?.name ?? kind.value;
        field.value = now?.text ?? '';
        field.placeholder = KINDS[kind.value].hint;
      }
      if (intervals?.question !== choice().question || isOther) {
        loadNow();
      }
    },
    marker(model) {
      const now = parsed();
      const answers = found(model)
        .filter(({ point }) => point && Number.isFinite(point.x))
        .map(({ line, point }) => ({
          x: now.name === 'bound' ? now.number : point.x,
          y: now.name === 'bound' ? point.y : now.number,
          look: line.look,
        }));
      if (!now || !model.axes[0].isBound) {
        return null;
      }
      return now.name === 'bound'
        ? { x: now.number, name: powerLabel(now.number), answers }
        : { y: now.number, name: percent(now.number), answers };
    },
    answer(model) {
      const all = model.clouds.reduce((sum, cloud) => sum + cloud.results, 0);
      if (results === 0 && all) {
        results = all;
        loadNow();
      }
      results = all;
      put(
        answers,
        found(model).map((one) => answerLine(one, parsed().name, intervals)),
      );
    },
  };
}

function answerLine({ line, point }, kind, intervals) {
  const sure = intervals?.answers.find((answer) => groupKey(answer.group) === line.id);
  const interval = sure && (kind === 'bound' ? sure.accuracy : sure.log10Bound);
  return h(
    'li',
    {},
    swatch(line.look),
    point
      ? h(
          'a',
          { href: trialAddress(point.trialId), title: line.name },
          h('span', { class: 'visually-hidden' }, `${line.name}: `),
          kind === 'bound' ? percent(point.accuracy) : boundMark(point.bound),
        )
      : h('span', { class: 'faint' }, 'nothing attained'),
    interval ? h('span', { class: 'faint' }, ` ${intervalText(interval, kind, intervals.aggregate)}`) : null,
  );
}

function intervalText({ low, high }, kind, aggregate) {
  const end = (v) =>
    v === null || v === undefined ? '–' : kind === 'bound' ? percent(v) : `10^${exponent(v)}`;
  return `${aggregate} ${end(low)} to ${end(high)}`;
}
