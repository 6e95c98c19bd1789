/**
 * The page that an address means, with its parts: `#/sweeps/a%20b?by=optimizer` fits the pattern
 * `/sweeps/:id`, with names {id: 'a b'} and parameters {by: 'optimizer'}. Two addresses with one
 * key are one page with other parameters. Without a fitting pattern the page is null.
 */
export function parse(hash, pages) {
  if (hash !== '' && !hash.startsWith('#/')) {
    return { page: null, key: hash, names: {}, parameters: {} };
  }
  const [path, query = ''] = hash.slice(1).split('?');
  const parts = path.split('/').filter(Boolean).map(decode);
  const page = pages.find((candidate) => fits(candidate.path, parts)) ?? null;
  return {
    page,
    key: `/${parts.map(encodeURIComponent).join('/')}`,
    names: page ? names(page.path, parts) : {},
    parameters: Object.fromEntries(new URLSearchParams(query)),
  };
}

const pieces = (pattern) => pattern.split('/').filter(Boolean);

function fits(pattern, parts) {
  const wanted = pieces(pattern);
  return wanted.length === parts.length && wanted.every((p, i) => p.startsWith(':') || p === parts[i]);
}

const names = (pattern, parts) =>
  Object.fromEntries(
    pieces(pattern).flatMap((piece, i) => (piece.startsWith(':') ? [[piece.slice(1), parts[i]]] : [])),
  );

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a page: parts of its path, and parameters, without those that are null. */
export function address(parts, parameters = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, v]) => v !== null && v !== undefined),
  );
  return `#/${parts.map(encodeURIComponent).join('/')}${query.size ? `?${query}` : ''}`;
}

export const sweepAddress = (id, parameters) => address(['sweeps', id], parameters);
export const trialsAddress = (id, parameters) => address(['sweeps', id, 'trials'], parameters);
export const parametersAddress = (id, parameters) => address(['sweeps', id, 'parameters'], parameters);
export const newSweepAddress = (parameters) => address(['new'], parameters);
export const baselineAddress = (name, parameters) => address(['baselines', name], parameters);
export const frontierAddress = (name, parameters) => address(['frontiers', name], parameters);
export const trialAddress = (id) => address(['trials', id]);

/** Changes the parameters of the present address without a new entry in the history. */
export function replaceParameters(parameters) {
  const [path] = location.hash.split('?');
  const query = address([], parameters).slice(2);
  history.replaceState(null, '', `${path || '#/'}${query}`);
}
