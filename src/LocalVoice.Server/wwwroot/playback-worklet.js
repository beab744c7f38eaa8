// A queue of frames that starts with the first one: the server keeps it a little ahead, so no other buffer is needed.
const REPORT_EVERY = sampleRate / 10;

class Playback extends AudioWorkletProcessor {
  #queue = [];
  #offset = 0;
  #ordinal = 0;
  #played = 0;
  #flushed = 0;
  #reported = 0;
  #sinceReport = 0;
  #peak = 0;
  #isPaused = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => this.#take(data);
  }

  process(_, [output]) {
    const channel = output[0];
    let written = 0;
    while (!this.#isPaused && written < channel.length && this.#queue.length > 0) written = this.#playInto(channel, written);
    this.#sinceReport += channel.length;
    if (this.#played !== this.#reported && this.#sinceReport >= REPORT_EVERY) this.#report();
    return true;
  }

  #take(data) {
    if (data.isPaused !== undefined) this.#isPaused = data.isPaused;
    else if (data.flush !== undefined) this.#flush(data.flush);
    else this.#add(data);
  }

  /** Events overtake frames: some of a flushed item may come late. */
  #add(frame) {
    if (frame.ordinal > this.#flushed) this.#queue.push(frame);
  }

  #flush(ordinal) {
    if (this.#queue[0]?.ordinal <= ordinal) this.#offset = 0;
    this.#queue = this.#queue.filter(frame => frame.ordinal > ordinal);
    this.#flushed = Math.max(this.#flushed, ordinal);
  }

  #playInto(channel, written) {
    const { ordinal, samples, isLast } = this.#queue[0];
    if (ordinal !== this.#ordinal) this.#begin(ordinal);
    const count = Math.min(channel.length - written, samples.length - this.#offset);
    for (let i = 0; i < count; i++) {
      const sample = channel[written + i] = samples[this.#offset + i] / 32768;
      this.#peak = Math.max(this.#peak, sample);
    }
    this.#offset += count;
    this.#played += count;
    if (this.#offset === samples.length) {
      this.#queue.shift();
      this.#offset = 0;
      if (isLast) this.#end();
    }
    return written + count;
  }

  #begin(ordinal) {
    this.#ordinal = ordinal;
    this.#played = 0;
    this.#report();
  }

  #end() {
    this.#report();
    this.port.postMessage({ isSpoken: true });
  }

  #report() {
    this.port.postMessage({ ordinal: this.#ordinal, sample: this.#played, level: Math.sqrt(this.#peak) });
    this.#reported = this.#played;
    this.#sinceReport = 0;
    this.#peak = 0;
  }
}

registerProcessor('playback', Playback);
