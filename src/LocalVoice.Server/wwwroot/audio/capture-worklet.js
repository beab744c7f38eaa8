// Collects 20 ms of what is connected, or of silence, and hands it over as 16-bit samples with the time at which it began.
const FRAME = Math.round(sampleRate / 50);

class Capture extends AudioWorkletProcessor {
  #frame = new Int16Array(FRAME);
  #fill = 0;
  #peak = 0;

  /** @param {Float32Array[][]} inputs @param {Float32Array[][]} outputs */
  process([input], [output]) {
    const samples = input[0] ?? new Float32Array(output[0].length);
    for (let i = 0; i < samples.length; i++) {
      this.#peak = Math.max(this.#peak, Math.abs(samples[i]));
      this.#frame[this.#fill++] = Math.max(-1, Math.min(1, samples[i])) * 32767;
      if (this.#fill === FRAME) this.#send(currentTime + (i + 1 - FRAME) / sampleRate);
    }
    return true;
  }

  /** @param {number} at seconds of the context's clock */
  #send(at) {
    this.port.postMessage({ frame: this.#frame, at, level: Math.sqrt(this.#peak) }, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#fill = 0;
    this.#peak = 0;
  }
}

registerProcessor('capture', Capture);
