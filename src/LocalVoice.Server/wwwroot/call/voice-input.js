// The user's side of a call: the microphone while it lasts, recorded questions, and when what is heard is sent.
import { Microphone } from '../audio/microphone.js';
import { Failure } from './failure.js';

/** @typedef {import('../audio/capture.js').CapturedFrame} CapturedFrame */
/** @typedef {import('../settings.js').Choices} Choices */

export class VoiceInput {
  #machine;
  #choices;
  #opened;
  /** @type {Microphone|null} */
  #microphone = null;

  /** A recorded question is being asked, or waits for its response. */
  isAsking = false;
  /** The user holds the key, or the button. */
  isHeld = false;
  /** The call is over. */
  isClosed = false;

  /**
   * @param {import('./state.js').StateMachine} machine @param {() => Choices} choices
   * @param {(microphone: Microphone) => void} opened
   */
  constructor(machine, choices, opened) {
    this.#machine = machine;
    this.#choices = choices;
    this.#opened = opened;
  }

  /** Seconds from a sound until its samples are there. */
  get latency() {
    return this.isAsking ? 0 : this.#microphone?.latency ?? 0;
  }

  /** Whether what is captured now is for the server. */
  get isSent() {
    const { phase, input, pushToTalk } = this.#machine.state;
    return phase === 'open' && (this.isAsking || (input === 'microphone' && (!pushToTalk || this.isHeld)));
  }

  /** @param {import('../audio/sound.js').Sound|undefined} sound */
  async open(sound) {
    if (!sound) throw new Failure('insecure');
    const microphone = await Microphone.open(this.#choices(), {
      ended: () => this.#lose(sound),
      muted: isMuted => this.#machine.send({ type: 'microphone', microphone: isMuted ? 'muted' : 'live' }),
    });
    if (this.isClosed) return microphone.stop();
    this.#microphone = microphone;
    sound.capture.connect(microphone.stream);
    this.#opened(microphone);
  }

  /** Another device, or other settings of this one. @param {import('../audio/sound.js').Sound|undefined} sound */
  async replace(sound) {
    if (!this.#microphone) return;
    this.#microphone.stop();
    const isOpen = await this.open(sound).then(() => true, () => false);
    if (!this.isClosed) this.#machine.send({ type: 'microphone', microphone: isOpen ? 'live' : 'lost' });
  }

  close() {
    this.isClosed = true;
    this.#microphone?.stop();
  }

  /** Another device may be at hand. @param {import('../audio/sound.js').Sound} sound */
  #lose(sound) {
    this.#machine.send({ type: 'microphone', microphone: 'lost' });
    this.replace(sound);
  }
}
