// Where one turn's time went.
import { meaningOf, stagesOf, waited } from '../turns/turn.js';
import { find, make } from './dom.js';

/** @typedef {import('../turns/turn.js').Turn} Turn */
/** @typedef {import('../turns/turn.js').Stage} Stage */

export class Waterfall {
  #words;
  #total = find('total', HTMLElement);
  #meaning = find('total-meaning', HTMLElement);
  #served = find('served', HTMLElement);
  #list = find('waterfall', HTMLElement);
  #engines = find('engines', HTMLElement);

  /** @param {import('./words.js').Words} words */
  constructor(words) {
    this.#words = words;
  }

  /** @param {Turn} turn */
  show(turn) {
    const words = this.#words;
    this.#total.textContent = words.milliseconds(waited(turn));
    this.#meaning.textContent = words.say(meaningOf(turn));
    this.#served.textContent = turn.heard !== null ? words.say('turn.served', { time: words.milliseconds(turn.served) }) : '';
    const stages = stagesOf(turn);
    const end = Math.max(waited(turn), ...stages.map(({ to }) => to), 1);
    this.#list.replaceChildren(...stages.map(stage => this.#bar(stage, end)));
    this.#engines.replaceChildren(...turn.engines.map(engine => this.#row(engine)));
  }

  /** @param {Stage} stage @param {number} end */
  #bar({ name, from, to, who, values }, end) {
    const filled = make('span', { className: 'bar' });
    filled.style.setProperty('--from', String(Math.max(0, from) / end));
    filled.style.setProperty('--to', String(Math.max(0, to) / end));
    return make('li', { className: who }, [
      make('span', { className: 'name', textContent: this.#words.say(`stage.${name}`, values) }),
      make('span', { className: 'track' }, [filled]),
      make('span', { className: 'ms', textContent: this.#words.milliseconds(to - from) }),
    ]);
  }

  /** @param {import('../turns/turn.js').Engine} engine */
  #row(engine) {
    const { stage, name, model, device, package: library } = engine;
    return make('tr', {}, [stage, name, model, device, library, this.#network(engine)].map(text => make('td', { textContent: text })));
  }

  /** What an engine elsewhere cost beside its work, and whom it had to stand in for. @param {import('../turns/turn.js').Engine} engine */
  #network({ bytes_sent: sent, round_trip_ms: trip, round_trips: trips = 1, failed }) {
    const words = this.#words;
    const parts = [];
    if (sent) parts.push(words.say('network.sent', { size: Math.max(1, Math.round(sent / 1000)) }));
    if (trip !== undefined) parts.push(words.say('network.away', { trips, time: words.milliseconds(trip) }));
    if (failed) parts.push(words.say('network.instead', { name: failed.name, fault: failed.fault.replaceAll('_', ' ') }));
    return parts.join(', ') || words.say('network.none');
  }
}
