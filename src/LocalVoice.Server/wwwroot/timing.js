// Where the last turn's time went, from the server's timeline.
const STAGES = [
  { name: 'Silence until decided', from: 'last_voiced', to: 'decision', waiting: true },
  { name: 'Speech to text', from: 'candidate', to: 'final_transcript' },
  { name: 'First words of the answer', from: 'llm_request', to: 'first_clause' },
  { name: 'First voice', from: 'tts_request', to: 'first_audio_ready' },
  { name: 'On its way to you', from: 'decision', to: 'first_audio_sent' },
];
const WIDTH = 640;
const LABEL = 170;
const ROW = 24;

export class Timing {
  #section;

  constructor(section) {
    this.#section = section;
  }

  show({ marks_ms: marks, voice_to_voice_ms: total, speculations, engines }) {
    if (total === null || total === undefined) return;
    this.#section.hidden = false;
    this.#find('#total').textContent = `voice to voice ${Math.round(total)} ms`;
    this.#find('#waterfall').replaceChildren(waterfall(marks, total));
    this.#find('#speculation').textContent = speculations.used > 0 ? 'The answer was begun before the turn was decided.' : '';
    this.#find('#engines').replaceChildren(...engines.map(row));
  }

  #find(selector) {
    return this.#section.querySelector(selector);
  }
}

function waterfall(marks, total) {
  const end = Math.max(total, ...STAGES.map(stage => marks[stage.to] ?? 0), 1);
  const x = ms => LABEL + Math.max(0, ms) / end * (WIDTH - LABEL - 60);
  const svg = draw('svg', { viewBox: `0 0 ${WIDTH} ${STAGES.length * ROW + 4}`, role: 'img', 'aria-label': 'Stage times of the last turn' });
  svg.append(draw('line', { class: 'axis', x1: LABEL, x2: LABEL, y1: 0, y2: STAGES.length * ROW }));
  STAGES.forEach((stage, i) => svg.append(...bar(stage, marks, x, i * ROW)));
  return svg;
}

function bar({ name, from, to, waiting }, marks, x, y) {
  const label = draw('text', { x: LABEL - 8, y: y + 16, 'text-anchor': 'end' }, name);
  if (marks[from] === undefined || marks[to] === undefined) return [label];
  const [left, right] = [x(marks[from]), x(marks[to])];
  return [
    label,
    draw('rect', { class: waiting ? 'bar waiting' : 'bar', x: left, y: y + 5, width: Math.max(2, right - left), height: ROW - 9, rx: 3 }),
    draw('text', { x: right + 6, y: y + 16 }, `${Math.round(marks[to] - marks[from])} ms`),
  ];
}

function draw(name, attributes, text = '') {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.textContent = text;
  return node;
}

function row({ stage, name, model, device, binding }) {
  const line = document.createElement('tr');
  line.append(...[stage, `${name}: ${model}`, device, binding].map(text => Object.assign(document.createElement('td'), { textContent: text })));
  return line;
}
