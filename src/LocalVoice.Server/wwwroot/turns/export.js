// The turns as files: JSON for machines, a picture for a report.
import { meaningOf, stagesOf, waited } from './turn.js';

/** @typedef {import('./turn.js').Turn} Turn */
/** @typedef {import('./history.js').History} History */

/** @param {History} history */
export function turnsAsJson(history) {
  const turns = history.turns.map(({ heard, served, marks, costs, ...rest }) => ({
    ...rest, heard_ms: rounded(heard), served_ms: rounded(served), marks_ms: marks, transport: costs && {
      name: costs.transport, network_ms: rounded(costs.network), buffer_ms: rounded(costs.buffer), playout_ms: rounded(costs.playout),
    },
  }));
  const [p50, p95] = [0.5, 0.95].map(share => rounded(history.percentile(share)));
  return JSON.stringify({ made: new Date().toISOString(), page: location.origin, p50_ms: p50, p95_ms: p95, turns }, null, 2);
}

const WIDTH = 1200;
const MARGIN = 48;
const ROW = 44;
const NAMES = 420;
const COLORS = { user: '#1d6b52', agent: '#a94f12', nobody: '#62695f' };

/**
 * A picture of one turn, light whatever the page's colours are.
 * @param {Turn} turn @param {import('../view/words.js').Words} words @returns {Promise<Blob|null>}
 */
export function turnAsPicture(turn, words) {
  const stages = stagesOf(turn);
  const height = MARGIN * 2 + 110 + ROW * stages.length + 60;
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.fillStyle = '#f7f4ec';
  pen.fillRect(0, 0, WIDTH, height);
  write(pen, words.milliseconds(waited(turn)), MARGIN, MARGIN + 44, '600 52px Georgia, serif', '#20261f');
  write(pen, words.say(meaningOf(turn)), MARGIN, MARGIN + 84, '22px sans-serif', '#62695f');
  const end = Math.max(waited(turn), ...stages.map(({ to }) => to), 1);
  const scale = (WIDTH - NAMES - MARGIN - 110) / end;
  stages.forEach(({ name, from, to, who, values }, i) => {
    const y = MARGIN + 130 + i * ROW;
    write(pen, words.say(`stage.${name}`, values), MARGIN, y + 18, '20px sans-serif', '#20261f');
    pen.fillStyle = COLORS[who];
    pen.fillRect(NAMES + Math.max(0, from) * scale, y, Math.max(3, (Math.max(0, to) - Math.max(0, from)) * scale), 22);
    write(pen, words.milliseconds(to - from), WIDTH - MARGIN - 95, y + 18, '20px sans-serif', '#62695f');
  });
  const engines = turn.engines.map(({ stage, name, model, device }) => `${stage}: ${name} ${model} (${device})`).join('   ');
  write(pen, engines, MARGIN, height - MARGIN, '16px sans-serif', '#62695f');
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
}

/**
 * @param {CanvasRenderingContext2D} pen @param {string} text @param {number} x @param {number} y
 * @param {string} font @param {string} color
 */
function write(pen, text, x, y, font, color) {
  [pen.font, pen.fillStyle] = [font, color];
  pen.fillText(text, x, y, WIDTH - MARGIN - x);
}

/** @param {number|null} value */
function rounded(value) {
  return value === null ? null : Math.round(value * 10) / 10;
}
