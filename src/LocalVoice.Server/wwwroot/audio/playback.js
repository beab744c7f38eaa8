// The agent's voice: plays frames as they come, and says how far it is.

// Fast enough to be "at once" and slow enough not to click.
const DUCKING_SECONDS = 0.03;

/**
 * @typedef {object} PlaybackListener
 * @property {(ordinal: number, at: number, playout: number|null) => void} began `at`: seconds; `playout`: milliseconds from then until
 * it is heard, null where that is not known here
 * @property {(level: number) => void} level 0…1, while it plays
 * @property {(ordinal: number, sample: number) => void} position every 20 ms while it plays
 * @property {(ordinal: number) => void} ended the item was played to its end
 * @property {(ordinal: number) => void} cut what was left of the item, and of those before, was dropped
 */

export class Playback {
  #context;
  #node;
  #ducking;
  #volume;

  /**
   * @param {AudioContext} context with playback-worklet.js @param {number} volume 0…1
   * @param {import('./latency.js').OutputLatency} latency @param {PlaybackListener} listener
   */
  constructor(context, volume, latency, listener) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.#ducking = new GainNode(context);
    this.#volume = new GainNode(context, { gain: volume });
    this.#node.connect(this.#ducking).connect(this.#volume).connect(context.destination);
    this.#node.port.onmessage = ({ data }) => tell(data, latency, listener);
  }

  /** Where else may be played at the agent's volume. @returns {AudioNode} */
  get speaker() {
    return this.#volume;
  }

  /** @param {number} ordinal @param {Int16Array} samples at the context's rate @param {boolean} isLast */
  play(ordinal, samples, isLast) {
    this.#node.port.postMessage({ ordinal, samples, isLast });
  }

  /** Drops what is not yet played of the item, and of those before. @param {number} ordinal */
  flush(ordinal) {
    this.#node.port.postMessage({ flush: ordinal });
  }

  /** Ends an item of which nothing more comes. @param {number} ordinal */
  finish(ordinal) {
    this.#node.port.postMessage({ finish: ordinal });
  }

  /** Silent, and ready for another session's items. */
  reset() {
    this.#node.port.postMessage({ reset: true });
    this.duck(0);
  }

  /** Stops where it is, or goes on. @param {boolean} isPaused */
  pause(isPaused) {
    this.#node.port.postMessage({ isPaused });
  }

  /** @param {number} db */
  duck(db) {
    this.#glide(this.#ducking, 10 ** (db / 20));
  }

  /** @param {number} volume 0…1 */
  setVolume(volume) {
    this.#glide(this.#volume, volume);
  }

  /** @param {GainNode} node @param {number} value */
  #glide({ gain }, value) {
    gain.cancelScheduledValues(this.#context.currentTime);
    gain.setTargetAtTime(value, this.#context.currentTime, DUCKING_SECONDS);
  }
}

/** @param {any} message @param {import('./latency.js').OutputLatency} latency @param {PlaybackListener} listener */
function tell({ type, ordinal, at, sample, level }, latency, listener) {
  if (type === 'began') listener.began(ordinal, at, latency.seconds * 1000);
  else if (type === 'position') {
    listener.level(level);
    listener.position(ordinal, sample);
  } else if (type === 'ended') listener.ended(ordinal);
  else listener.cut(ordinal);
}
