// The agent's voice: plays frames as they come, and says how far it is.
export class Playback {
  onPosition = () => {};
  #node;
  #gain;
  #context;

  static async open(context) {
    await context.audioWorklet.addModule('playback-worklet.js');
    return new Playback(context);
  }

  constructor(context) {
    this.#context = context;
    this.#node = new AudioWorkletNode(context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.#gain = new GainNode(context);
    this.#node.connect(this.#gain).connect(context.destination);
    this.#node.port.onmessage = ({ data }) => this.onPosition(data);
  }

  /** @param {Int16Array} samples at the context's rate */
  play(ordinal, samples) {
    this.#node.port.postMessage({ ordinal, samples });
  }

  flush(ordinal) {
    this.#node.port.postMessage({ flush: ordinal });
    this.setGain(0);
  }

  setGain(db) {
    this.#gain.gain.setTargetAtTime(10 ** (db / 20), this.#context.currentTime, 0.015);
  }
}
