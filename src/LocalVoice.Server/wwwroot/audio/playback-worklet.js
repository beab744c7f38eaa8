// A queue of frames that starts with the first one: the server keeps it a little ahead, so no other buffer is needed.
const REPORT_EVERY = sampleRate / 50;

/** @typedef {{ ordinal: number, samples: Int16Array, isLast: boolean }} Frame */

class Playback extends AudioWorkletProcessor {
  /** @type {Frame[]} */
  #queue = [];
  #offset = 0;
  #ordinal = 0;
  #played = 0;
  #flushed = 0;
  #sinceReport = 0;
  #isReported = true;
  #peak = 0;
  #isPaused = false;
  #hasEnded = true;
  #finished = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => this.#take(data);
  }

  /** @param {Float32Array[][]} _ @param {Float32Array[][]} outputs */
  process(_, [output]) {
    const channel = output[0];
    let written = 0;
    while (!this.#isPaused && written < channel.length && this.#queue.length > 0) written = this.#playInto(channel, written);
    if (!this.#hasEnded && this.#queue.length === 0 && this.#ordinal <= this.#finished) this.#end();
    this.#sinceReport += channel.length;
    if (!this.#isReported && this.#sinceReport >= REPORT_EVERY) this.#report();
    return true;
  }

  /** @param {any} data a frame or a command */
  #take(data) {
    if (data.isPaused !== undefined) this.#isPaused = data.isPaused;
    else if (data.flush !== undefined) this.#flush(data.flush);
    else if (data.finish !== undefined) this.#finish(data.finish);
    else if (data.reset) this.#reset();
    // Events overtake frames: some of a flushed item may come late.
    else if (data.ordinal > this.#flushed) this.#queue.push(data);
  }

  /** @param {number} ordinal */
  #flush(ordinal) {
    if (this.#queue[0]?.ordinal <= ordinal) this.#offset = 0;
    this.#queue = this.#queue.filter(frame => frame.ordinal > ordinal);
    this.#flushed = Math.max(this.#flushed, ordinal);
    if (this.#ordinal <= ordinal) this.#hasEnded = true;
    this.port.postMessage({ type: 'cut', ordinal });
  }

  /** Nothing more comes of the item, not even a frame that is marked as its last. @param {number} ordinal */
  #finish(ordinal) {
    this.#finished = Math.max(this.#finished, ordinal);
    if (this.#ordinal < ordinal && !this.#queue.some(frame => frame.ordinal === ordinal)) this.port.postMessage({ type: 'ended', ordinal });
  }

  /** A new session counts its items from 1 again. */
  #reset() {
    this.#queue = [];
    [this.#offset, this.#ordinal, this.#played, this.#flushed, this.#finished] = [0, 0, 0, 0, 0];
    [this.#isPaused, this.#isReported, this.#hasEnded] = [false, true, true];
  }

  /** @param {Float32Array} channel @param {number} written */
  #playInto(channel, written) {
    const { ordinal, samples, isLast } = this.#queue[0];
    if (ordinal !== this.#ordinal) this.#begin(ordinal, currentTime + written / sampleRate);
    const count = Math.min(channel.length - written, samples.length - this.#offset);
    for (let i = 0; i < count; i++) {
      const sample = channel[written + i] = samples[this.#offset + i] / 32768;
      this.#peak = Math.max(this.#peak, sample);
    }
    this.#offset += count;
    this.#played += count;
    this.#isReported = false;
    if (this.#offset === samples.length) {
      this.#queue.shift();
      this.#offset = 0;
      if (isLast) this.#end();
    }
    return written + count;
  }

  /** @param {number} ordinal @param {number} at seconds of the context's clock */
  #begin(ordinal, at) {
    this.#ordinal = ordinal;
    this.#played = 0;
    this.#hasEnded = false;
    // With the first samples, not with the next ones: the server measures by it when the user began to hear.
    this.#sinceReport = REPORT_EVERY;
    this.port.postMessage({ type: 'began', ordinal, at });
  }

  #end() {
    this.#hasEnded = true;
    this.#report();
    this.port.postMessage({ type: 'ended', ordinal: this.#ordinal });
  }

  #report() {
    this.port.postMessage({ type: 'position', ordinal: this.#ordinal, sample: this.#played, level: Math.sqrt(this.#peak) });
    this.#isReported = true;
    this.#sinceReport = 0;
    this.#peak = 0;
  }
}

registerProcessor('playback', Playback);
