import { ApiProblem, get, send } from '../api.mjs';
import { h } from '../dom.mjs';
import { completions } from '../editor/schema.mjs';
import { textEditor } from '../editor/text-editor.mjs';
import { plural } from '../format.mjs';
import { ask } from '../parts/dialog.mjs';
import { toast } from '../parts/toast.mjs';

const BEGINNING = 'space:\n  - ';

/** Adds points to a sweep that is there: a space as in a definition, in the same editor. `done()` follows. */
export function addPointsDialog(sweep, done) {
  let schema = null;
  get('/schema/sweep.schema.json').then(
    (found) => (schema = found),
    () => {}, // without completion the points can still be written
  );
  const editor = textEditor({
    label: 'Points to add, as YAML',
    complete: (place) => (schema ? completions(schema, sweep.recipe, place) : []),
    onEdit: () => editor.mark([]),
  });
  editor.set(BEGINNING);
  ask({
    title: `Add points to ${sweep.name}`,
    wide: true,
    text: [
      'A space and seeds as in a definition. What the sweep gives for all blocks holds for these too; points that it has are not added again.',
      editor.element,
      h(
        'p',
        { id: 'editor-keys', class: 'faint caption' },
        'Ctrl and space: what can stand here. Trials that are added cannot be taken back, only cancelled with the sweep.',
      ),
    ],
    action: 'Add the points',
    async act() {
      try {
        const { added } = await send('POST', `/sweeps/${sweep.id}/points`, editor.text);
        toast(
          added
            ? `${plural(added, 'trial')} added to ${sweep.name}`
            : `${sweep.name} has all of these points`,
        );
        done();
      } catch (e) {
        editor.mark(e instanceof ApiProblem ? e.problems : []);
        throw e;
      }
    },
  });
}
