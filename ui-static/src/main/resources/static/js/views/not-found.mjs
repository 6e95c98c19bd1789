import { h, put } from '../dom.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';

export function notFound({ main, crumbs, route }) {
  showCrumbs(crumbs, ['Not found']);
  put(
    main,
    h(
      'div',
      { class: 'notice' },
      h('p', { class: 'notice-title' }, 'There is no such page'),
      h('p', { class: 'faint' }, route.key),
      h('p', {}, h('a', { href: '#/' }, 'All sweeps')),
    ),
  );
  return {};
}
