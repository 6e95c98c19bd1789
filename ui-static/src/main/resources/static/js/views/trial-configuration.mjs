import { ordered } from '../configuration.mjs';
import { h } from '../dom.mjs';
import { value } from '../format.mjs';

/** Every parameter of the trial's configuration, and its identity. */
export function configurationPanel(trial) {
  const row = (name, content) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, content));
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'configuration' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'configuration' }, 'Configuration')),
    h(
      'table',
      { class: 'pairs' },
      h('caption', { class: 'visually-hidden' }, 'Parameters'),
      h(
        'tbody',
        {},
        ordered(Object.keys(trial.parameters)).map((name) => row(name, value(trial.parameters[name]))),
        row('seed', String(trial.seed)),
      ),
    ),
    h(
      'p',
      { class: 'faint' },
      'SHA-256 of the configuration ',
      h('code', { class: 'hash' }, trial.configurationHash),
    ),
  );
}
