// A queue of frames that starts with the first one: the server keeps it a little ahead, so no other buffer is needed.
const REPORT_EVERY = sampleRate / 10;

class Playback extends AudioWorkletProcessor {
  #queue = [];
  #offset = 0;
  #ordinal = 0;
  #played = 0;
  #sinceReport = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => data.flush === undefined ? this.#queue.push(data) : this.#flush(data.flush);
  }

  process(_, [output]) {
    const channel = output[0];
    let written = 0;
    while (written < channel.length && this.#queue.length > 0) written = this.#playInto(channel, written);
    this.#sinceReport += channel.length;
    if (this.#ordinal > 0 && this.#sinceReport >= REPORT_EVERY) this.#report();
    return true;
  }

  #playInto(channel, written) {
    const { ordinal, samples } = this.#queue[0];
    if (ordinal !== this.#ordinal) this.#begin(ordinal);
    const count = Math.min(channel.length - written, samples.length - this.#offset);
    for (let i = 0; i < count; i++) channel[written + i] = samples[this.#offset + i] / 32768;
    this.#offset += count;
    this.#played += count;
    if (this.#offset === samples.length) {
      this.#queue.shift();
      this.#offset = 0;
    }
    return written + count;
  }

  #begin(ordinal) {
    this.#ordinal = ordinal;
    this.#played = 0;
    this.#report();
  }

  #flush(ordinal) {
    this.#queue = this.#queue.filter(frame => frame.ordinal !== ordinal);
    this.#offset = 0;
  }

  #report() {
    this.#sinceReport = 0;
    this.port.postMessage({ ordinal: this.#ordinal, sample: this.#played });
  }
}

registerProcessor('playback', Playback);
