import { answered, lost } from './connection.mjs';
import { token } from './token.mjs';

/** An answer that is not a success: `status` and the problem's own words (RFC 9457). */
export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `the server answered ${status}`);
    this.status = status;
    this.type = problem.type ?? null;
    /** Every single thing that is wrong with what was sent: {path, line, value, message, fix}. */
    this.problems = problem.problems ?? [];
  }
}

/** Nobody answered at all. */
export class ServerLost extends Error {}

export const get = (path, parameters, signal) => request('GET', path, parameters, signal);
export const post = (path, parameters, signal) => request('POST', path, parameters, signal);

/** Sends a body: a definition as the text that it is, anything else as JSON. */
export const send = (method, path, body, { parameters, signal, headers } = {}) =>
  request(method, path, parameters, signal, {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {
      'Content-Type': typeof body === 'string' ? 'application/yaml' : 'application/json',
      ...headers,
    },
  });

/** Opens an address under /api/v1 and hands back the raw response of a success. */
export async function open(method, path, parameters = {}, { headers = {}, signal, body } = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, v]) => v !== null && v !== undefined && v !== ''),
  );
  const address = `/api/v1${path}${query.size ? `?${query}` : ''}`;
  let response;
  try {
    response = await fetch(address, {
      method,
      signal,
      body,
      cache: 'no-store',
      headers: { Authorization: `Bearer ${token()}`, ...headers },
    });
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    lost();
    throw new ServerLost('the server does not answer', { cause });
  }
  answered();
  if (!response.ok) {
    throw new ApiProblem(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

async function request(method, path, parameters, signal, { headers, body } = {}) {
  const response = await open(method, path, parameters, {
    signal,
    body,
    headers: { Accept: 'application/json, */*;q=0.1', ...headers },
  });
  return response.status === 204 ? null : response.json();
}
