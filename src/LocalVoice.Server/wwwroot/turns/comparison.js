// What others took for the same, in milliseconds: published or earlier figures, not measured here (the bench report has the same).

/** @typedef {{ name: string, stages: Record<'input'|'stt'|'llm'|'tts'|'output', string>, total: [number, number] }} Reference */

/** @type {Reference[]} */
export const REFERENCES = [
  { name: 'openai', stages: { input: '0', stt: '200–300', llm: '300–500', tts: '200–400', output: '0' }, total: [700, 1400] },
  { name: 'sequential', stages: { input: '250', stt: '500', llm: '800', tts: '1000', output: '200' }, total: [2750, 2750] },
  { name: 'target', stages: { input: '150', stt: '300', llm: '400', tts: '400', output: '50' }, total: [1300, 1300] },
];
