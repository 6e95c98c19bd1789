/**
 * The part of a sweep's JSON Schema that describes a place. `recipe` chooses among the recipes; as
 * long as the text names none of them, the first one's keys are offered, which all recipes share.
 */
export function nodeAt(schema, recipe, path) {
  let node = ofRecipe(schema, recipe);
  for (const step of path) {
    const array = variants(node).find((v) => v.items);
    node =
      step === '-'
        ? (array?.items ?? null)
        : (variants(node).find((v) => v.properties?.[step])?.properties[step] ?? null);
    if (!node) {
      return null;
    }
  }
  return node;
}

export const ofRecipe = (schema, recipe) =>
  schema.oneOf.find((one) => one.properties.recipe.const === recipe) ?? schema.oneOf[0];

export const recipesOf = (schema) =>
  schema.oneOf.map((one) => ({
    value: one.properties.recipe.const,
    detail: one.properties.recipe.description,
  }));

/** A node and the alternatives that it allows. */
const variants = (node) => [node, ...(node?.anyOf ?? [])].filter(Boolean);

/** Keys of a mapping that can be written there: {value, detail}. */
export function keysOf(node) {
  return variants(node)
    .flatMap((v) => Object.entries(v.properties ?? {}))
    .map(([value, own]) => ({ value, detail: own.description ?? '' }));
}

/** Values that are allowed there by name; of a list, those of its items. */
export function valuesOf(node) {
  const named = variants(node).flatMap((v) => v.enum ?? (v.const === undefined ? [] : [v.const]));
  const items = variants(node).flatMap((v) => (v.items ? valuesOf(v.items).map((one) => one.value) : []));
  const booleans = variants(node).some((v) => v.type === 'boolean') ? ['true', 'false'] : [];
  return [...new Set([...named, ...items, ...booleans])].map((value) => ({
    value: String(value),
    detail: '',
  }));
}

/** What the cursor's place allows, of which the word that stands there is the beginning. */
export function completions(schema, recipe, place) {
  if (!place) {
    return [];
  }
  const node = nodeAt(schema, recipe, place.path);
  const isRecipe = place.kind === 'value' && place.path.join() === 'recipe';
  const all = isRecipe ? recipesOf(schema) : place.kind === 'key' ? keysOf(node) : valuesOf(node);
  const word = place.word.toLowerCase();
  const rank = (one) => (one.value.toLowerCase().startsWith(word) ? 0 : 1);
  return all
    .filter((one) => one.value.toLowerCase().includes(word) && one.value !== place.word)
    .sort((a, b) => rank(a) - rank(b));
}

/** True if a key stands for an axis: a parameter of the recipe, and not a word of the definition itself. */
export function isAxis(schema, recipe, key) {
  const space = ofRecipe(schema, recipe).properties.space;
  return key !== 'seeds' && Boolean(space.items.properties[key]);
}
