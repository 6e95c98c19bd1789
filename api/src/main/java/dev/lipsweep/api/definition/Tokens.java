package dev.lipsweep.api.definition;

/** The tokens of one document; the last one is {@link Token.Finish}. */
interface Tokens {
  /**
   * @throws InvalidDefinition where the text breaks its syntax or uses what definitions may not
   */
  Token next();
}
