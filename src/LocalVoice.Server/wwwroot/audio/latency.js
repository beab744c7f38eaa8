// When a sample is heard, and when a sound was made: both on the audio context's clock.

// A second of captured frames: one look is off by what the system guesses, and by how long ago the context rendered its last block.
const LOOKS = 50;

/** Seconds between a sample's place on the context's clock and the speaker. */
export class OutputLatency {
  #context;
  /** @type {number[]} */
  #looks = [];

  /** @param {AudioContext} context */
  constructor(context) {
    this.#context = context;
  }

  /** To be called often: the latency is the median of the last looks. */
  look() {
    this.#looks.push(latencyNow(this.#context));
    if (this.#looks.length > LOOKS) this.#looks.shift();
  }

  get seconds() {
    return this.#looks.toSorted((one, other) => one - other)[this.#looks.length >> 1] ?? latencyNow(this.#context);
  }
}

/** @param {AudioContext} context */
function latencyNow(context) {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
  if (!contextTime || !performanceTime) return context.outputLatency || context.baseLatency || 0;
  const heardNow = contextTime + (performance.now() - performanceTime) / 1000;
  return Math.max(0, context.currentTime - heardNow);
}

// As long as a session takes for one turn and its response.
const REMEMBERED_FRAMES = 6000;

/** Which moment a position in the audio that was sent had. */
export class SentAudio {
  /** @type {{ end: number, endAt: number }[]} */
  #frames = [];
  #sent = 0;
  #rate;

  /** @param {number} rate Hz */
  constructor(rate) {
    this.#rate = rate;
  }

  /** @param {number} samples @param {number} at seconds of the context's clock, of the first one */
  add(samples, at) {
    this.#sent += samples;
    this.#frames.push({ end: this.#sent, endAt: at + samples / this.#rate });
    if (this.#frames.length > REMEMBERED_FRAMES) this.#frames.shift();
  }

  /** When the newest of it was made; null for nothing. */
  get endAt() {
    return this.#frames.at(-1)?.endAt ?? null;
  }

  /** Seconds of the context's clock; null where it is not known. @param {number} milliseconds position in what was sent */
  timeOf(milliseconds) {
    const sample = milliseconds * this.#rate / 1000;
    const frame = this.#frames.find(({ end }) => end >= sample) ?? null;
    return frame && frame.endAt - (frame.end - sample) / this.#rate;
  }

  /** A new session counts from zero. */
  reset() {
    this.#frames = [];
    this.#sent = 0;
  }
}
