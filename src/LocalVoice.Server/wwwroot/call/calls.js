// One call at a time: whoever wants another ends the one before.
import { Transports } from '../transport/transports.js';
import { Call } from './call.js';
import { noticeOf, Remark } from './failure.js';
import { KeyNeeded } from './key.js';

/** @typedef {import('./state.js').Input} Input */
/** @typedef {import('./state.js').Notice} Notice */
/** @typedef {Omit<import('./call.js').CallListener, 'ended'> & { starts: () => void, key: (isNeeded: boolean) => void }} CallsListener */

export class Calls {
  #machine;
  #items;
  #choices;
  #transports = new Transports(location.hostname);
  #listener;
  /** @type {Call|null} */
  #call = null;
  /** What people wanted last. @type {() => unknown} */
  #wanted = () => this.talk();

  /**
   * @param {import('./state.js').StateMachine} machine @param {import('./items.js').Items} items
   * @param {() => import('../settings.js').Choices} choices @param {CallsListener} listener
   */
  constructor(machine, items, choices, listener) {
    this.#machine = machine;
    this.#items = items;
    this.#choices = choices;
    this.#listener = listener;
  }

  /** The one that is open, or opens. */
  get current() {
    return this.#call;
  }

  get #isOpen() {
    return this.#call !== null && this.#machine.state.phase === 'open';
  }

  async talk() {
    this.#wanted = () => this.talk();
    await this.#start('microphone');
  }

  /** @param {() => import('./questions.js').Question} question taken once the agent's language is known */
  async ask(question) {
    this.#wanted = () => this.ask(question);
    const isOpen = this.#isOpen;
    if (isOpen && this.#machine.state.input === 'question') return;
    const asked = isOpen ? this.#call : await this.#start('question');
    await asked?.user.ask(question()).catch(error => this.#call === asked && this.stop(error));
    if (isOpen || !asked || this.#call !== asked) return;
    // What went wrong is more than that it is over.
    const { notice } = this.#machine.state;
    this.stop(notice?.isError ? null : new Remark('asked'), notice);
  }

  /** Whether it could be sent. @param {string} text */
  async write(text) {
    this.#wanted = () => this.write(text);
    const open = this.#isOpen ? this.#call : await this.#start('none');
    open?.user.write(text);
    return open !== null;
  }

  /** Once more what people wanted, since they have given a key. */
  again() {
    this.#wanted();
  }

  /** Nothing that was said before counts. */
  startAnew() {
    const { phase, input } = this.#machine.state;
    if (phase === 'open' && input !== 'question') this.#start(input);
    else this.stop();
  }

  /** @param {unknown} [error] why; none: people wanted it @param {Notice|null} [notice] where there is no error */
  stop(error, notice = null) {
    this.#call?.close();
    this.#call = null;
    this.#machine.send({ type: 'closed', notice: error ? noticeOf(error) : notice });
    this.#listener.key(error instanceof KeyNeeded);
  }

  /** @param {Input} input @returns {Promise<Call|null>} null where it could not be */
  async #start(input) {
    this.stop();
    this.#listener.starts();
    const opened = this.#call = new Call(this.#machine, this.#items, this.#choices, this.#transports, {
      ...this.#listener,
      ended: error => this.#call === opened && this.stop(error),
    });
    try {
      await opened.open(input);
      return opened;
    } catch (error) {
      if (this.#call === opened) this.stop(error);
      return null;
    }
  }
}
