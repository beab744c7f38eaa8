// Where the last turn's time went, from the server's timeline: milliseconds from the last voiced sample.
const STAGES = [
  { name: 'Making sure you finished', from: 'last_voiced', to: 'decision', who: 'nobody' },
  { name: 'Understanding your words', from: 'candidate', to: 'final_transcript', who: 'user' },
  { name: 'First words of the answer', from: 'llm_request', to: 'first_clause', who: 'agent' },
  { name: 'First sound of the voice', from: 'tts_request', to: 'first_audio_ready', who: 'agent' },
  { name: 'On its way to you', from: 'first_audio_ready', to: 'first_audio_sent', who: 'nobody' },
];

export class Timing {
  #section;

  constructor(section) {
    this.#section = section;
  }

  show({ marks_ms: marks, voice_to_voice_ms: total, engines }) {
    if (total === null || total === undefined) return;
    const happened = STAGES.filter(({ from, to }) => marks[from] !== undefined && marks[to] !== undefined);
    const end = Math.max(total, ...happened.map(({ to }) => marks[to]), 1);
    this.#find('#total').textContent = `${Math.round(total)} ms`;
    this.#find('#waterfall').replaceChildren(...happened.map(stage => bar(stage, marks[stage.from], marks[stage.to], end)));
    this.#find('#engines').replaceChildren(...engines.map(row));
    this.#section.hidden = false;
  }

  #find(selector) {
    return this.#section.querySelector(selector);
  }
}

function bar({ name, who }, from, to, end) {
  const line = Object.assign(document.createElement('li'), { className: who });
  const track = cell('span', '', 'track');
  const filled = cell('span', '', 'bar');
  filled.style.setProperty('--from', Math.max(0, from) / end);
  filled.style.setProperty('--to', Math.max(0, to) / end);
  track.append(filled);
  line.append(cell('span', name, 'name'), track, cell('span', `${Math.round(to - from)} ms`, 'ms'));
  return line;
}

function row(engine) {
  const { stage, name, model, device, package: library } = engine;
  const line = document.createElement('tr');
  line.append(...[stage, name, model, device, library, network(engine)].map(text => cell('td', text)));
  return line;
}

// What an engine on another machine cost beside its work, and whom it had to stand in for.
function network({ bytes_sent: sent, round_trip_ms: trip, round_trips: trips, failed }) {
  const parts = [];
  if (sent) parts.push(`${Math.max(1, Math.round(sent / 1000))} kB sent`);
  if (trip !== undefined) parts.push(`${trips} × ${Math.round(trip)} ms away`);
  if (failed) parts.push(`instead of ${failed.name} (${failed.fault.replaceAll('_', ' ')})`);
  return parts.join(', ') || 'none';
}

function cell(tag, textContent, className = '') {
  return Object.assign(document.createElement(tag), { textContent, className });
}
