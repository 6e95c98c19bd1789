/**
 * What an address means: `#/`, `#/sweeps/{id}?by=optimizer`, `#/trials/{id}`. Two addresses with
 * one key are one view with other parameters.
 */
export function parse(hash) {
  if (hash !== '' && !hash.startsWith('#/')) {
    return { view: 'unknown', key: hash, parameters: {} };
  }
  const [path, query = ''] = hash.slice(1).split('?');
  const parameters = Object.fromEntries(new URLSearchParams(query));
  const [kind, id, ...rest] = path.split('/').filter(Boolean).map(decode);
  const known = { sweeps: 'sweep', trials: 'trial' };
  if (kind === undefined || (kind === 'sweeps' && id === undefined)) {
    return { view: 'sweeps', key: '/', parameters };
  }
  if (known[kind] && id && rest.length === 0) {
    return { view: known[kind], id, key: path, parameters };
  }
  return { view: 'unknown', key: path, parameters };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const sweepAddress = (id, parameters = {}) => {
  const query = new URLSearchParams(parameters);
  return `#/sweeps/${encodeURIComponent(id)}${query.size ? `?${query}` : ''}`;
};
export const trialAddress = (id) => `#/trials/${encodeURIComponent(id)}`;

/** Changes the parameters of the present address without a new entry in the history. */
export function replaceParameters(id, parameters) {
  history.replaceState(null, '', sweepAddress(id, parameters));
}
