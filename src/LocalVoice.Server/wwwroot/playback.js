// The agent's voice: plays frames as they come, and says how far it is.
export class Playback {
  #node;
  #gain;
  #context;

  /** `position({ordinal, sample, level})` comes every 100 ms while it speaks, `spoken()` when an item was heard to its end. */
  static async open(context, listener) {
    await context.audioWorklet.addModule('playback-worklet.js');
    return new Playback(context, listener);
  }

  constructor(context, listener) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.#gain = new GainNode(context);
    this.#node.connect(this.#gain).connect(context.destination);
    this.#node.port.onmessage = ({ data }) => data.isSpoken ? listener.spoken() : listener.position(data);
  }

  /** @param {Int16Array} samples at the context's rate */
  play(ordinal, samples, isLast) {
    this.#node.port.postMessage({ ordinal, samples, isLast });
  }

  flush(ordinal) {
    this.#node.port.postMessage({ flush: ordinal });
    this.setGain(0);
  }

  /** Stops where it is, or goes on. */
  pause(isPaused) {
    this.#node.port.postMessage({ isPaused });
  }

  setGain(db) {
    this.#gain.gain.setTargetAtTime(10 ** (db / 20), this.#context.currentTime, 0.015);
  }
}
