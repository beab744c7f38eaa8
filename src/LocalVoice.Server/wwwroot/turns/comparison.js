// What others took from voice to voice, in milliseconds: published or earlier figures, not measured here. The bench report has the same.

/** @typedef {{ name: string, total: [number, number] }} Reference */

/** @type {Reference[]} */
export const REFERENCES = [
  { name: 'openai', total: [700, 1400] },
  { name: 'sequential', total: [2750, 2750] },
  { name: 'target', total: [1300, 1300] },
];
