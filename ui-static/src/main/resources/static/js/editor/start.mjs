import { get } from '../api.mjs';
import { quoted } from './form-fields.mjs';
import { unpacked } from './shared-draft.mjs';

const KEY = 'lipsweep.draft';

/** What this tab was writing last; it is forgotten with the tab, as the token is. */
export const remembered = () => sessionStorage.getItem(KEY);
export const remember = (text) => sessionStorage.setItem(KEY, text);
export const forget = () => sessionStorage.removeItem(KEY);

/**
 * The text that an editor begins with: a draft in the address, the definition of a sweep, a trial to
 * be run again, a template, what this tab had last, or the first template.
 */
export async function beginning({ text, sweep, trial, template }, templates, signal) {
  if (text) {
    return (await unpacked(text)) ?? '';
  }
  if (sweep) {
    return (await get(`/sweeps/${encodeURIComponent(sweep)}`, {}, signal)).definition;
  }
  if (trial) {
    return ofTrial(await get(`/trials/${encodeURIComponent(trial)}`, {}, signal), signal);
  }
  const named = templates.find((one) => one.name === template);
  return named?.definition ?? remembered() ?? templates.find((one) => one.name === 'demo')?.definition ?? '';
}

/** One trial as a sweep of its own, every parameter written out. */
async function ofTrial(trial, signal) {
  const { recipe, name } = await get(`/sweeps/${trial.sweepId}`, {}, signal);
  const lines = Object.entries(trial.parameters).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? quoted(value) || "''" : value}`,
  );
  return [
    `# trial ${trial.number} of ${name.replace(/\s+/g, ' ')} again: change what is to be changed`,
    `name: ${quoted(`again-${trial.number}`)}`,
    `recipe: ${recipe}`,
    `seeds: [${trial.seed}]`,
    'space:',
    ...lines.map((line, n) => `${n ? '    ' : '  - '}${line}`),
    '',
  ].join('\n');
}
