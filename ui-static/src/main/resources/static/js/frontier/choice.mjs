/** Two parameters tell methods apart: what a frontier is usually grouped by. */
export const METHOD = 'optimizer,constraint';

/** Whole unless a part of it was zoomed into: [left, right, bottom, top]. */
const view = (text) => {
  const numbers = (text ?? '').split(',').map(Number);
  return numbers.length === 4 &&
    numbers.every(Number.isFinite) &&
    numbers[0] < numbers[1] &&
    numbers[2] < numbers[3]
    ? numbers
    : null;
};

const mapping = (text) => {
  try {
    const read = JSON.parse(text ?? '{}');
    return Object.fromEntries(Object.entries(read).filter(([, values]) => Array.isArray(values)));
  } catch {
    return {};
  }
};

const list = (text) => (text ? text.split(',') : []);

/**
 * What a person has chosen of a frontier, from the parameters of an address. `by` is what lines are
 * grouped by, `colour` what single results are coloured by if that is something else, `where` lists
 * of values by parameter, `question` a bound or an accuracy, `points` trials to be compared, `other`
 * a second frontier to be laid over this one.
 */
export function readChoice(parameters, by = METHOD) {
  return {
    by: parameters.by ?? by,
    colour: parameters.colour ?? null,
    rule: parameters.rule ?? null,
    seeds: parameters.seeds ?? 'each',
    x: parameters.x ?? null,
    y: parameters.y ?? null,
    evidence: parameters.evidence ?? null,
    where: mapping(parameters.where),
    view: view(parameters.view),
    question: parameters.question ?? null,
    points: list(parameters.points),
    other: parameters.other ?? null,
  };
}

/** The parameters again; what is as usual is null and stays out of the address. */
export function writeChoice(choice, by = METHOD) {
  return {
    ...choice,
    by: choice.by === by ? null : choice.by,
    seeds: choice.seeds === 'each' ? null : choice.seeds,
    where: Object.keys(choice.where).length ? JSON.stringify(choice.where) : null,
    view: choice.view ? choice.view.map((v) => Number(v.toPrecision(6))).join(',') : null,
    points: choice.points.length ? choice.points.join(',') : null,
  };
}

/** What the server is asked: the same for the frontier, its scatter and its seeds. */
export function asked(choice) {
  return {
    by: choice.by,
    rule: choice.rule,
    objectives: choice.x || choice.y ? `${choice.x ?? 'bound'},${choice.y ?? 'accuracy'}` : null,
    evidence: choice.evidence,
    where: Object.keys(choice.where).length ? JSON.stringify(choice.where) : null,
  };
}
