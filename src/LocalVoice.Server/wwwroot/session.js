// One conversation: the user's voice goes to the server, the agent's comes back to the speaker.
import { Conversation } from './conversation.js';
import { checkKey } from './key.js';
import { Playback } from './playback.js';

export class Session {
  #context = new AudioContext({ latencyHint: 'interactive', sampleRate: 48000 });
  #language;
  #source;
  #handlers;
  #closed = false;
  #conversation;

  /** @param source a Microphone or a Sample, not yet started */
  constructor(language, source, handlers) {
    this.#language = language;
    this.#source = source;
    this.#handlers = handlers;
  }

  /** Opens the speaker, the connection and the source, in this order; rejects with a message for people, or with KeyNeeded. */
  async open() {
    const context = this.#context;
    await this.#step(Promise.all([context.resume(), checkKey()]));
    const playback = await this.#step(Playback.open(context, {
      spoken: () => this.#handlers.spoken(),
      position: position => {
        this.#conversation?.reportPlayback(position);
        this.#handlers.speaking();
        this.#handlers.level('agent', position.level);
      },
    }));
    const conversation = Conversation.open(this.#language, context.sampleRate, { ...this.#handlers, ...speakerOf(playback) });
    this.#conversation = conversation;
    await this.#step(conversation.ready);
    await this.#step(this.#source.start(context, {
      frame: frame => conversation.sendAudio(frame),
      level: level => this.#handlers.level('user', level),
      exhausted: () => this.#handlers.silent(),
    }));
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#source.stop();
    this.#conversation?.close();
    this.#context.close();
  }

  /** Waits, and gives up when the session was closed meanwhile. */
  async #step(work) {
    const result = await work;
    if (!this.#closed) return result;
    this.#source.stop();
    throw new Error('Stopped.');
  }
}

function speakerOf(playback) {
  return {
    audio: (ordinal, samples, isLast) => playback.play(ordinal, samples, isLast),
    flush: ordinal => playback.flush(ordinal),
    gain: gainDb => playback.setGain(gainDb),
    pause: isPaused => playback.pause(isPaused),
  };
}
