// Collects 20 ms of the microphone and hands it over as 16-bit samples.
const FRAME = Math.round(sampleRate / 50);

class Capture extends AudioWorkletProcessor {
  #frame = new Int16Array(FRAME);
  #fill = 0;
  #peak = 0;

  process([input]) {
    for (const sample of input[0] ?? []) {
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      this.#frame[this.#fill++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.#fill === FRAME) this.#send();
    }
    return true;
  }

  #send() {
    this.port.postMessage({ frame: this.#frame, level: Math.sqrt(this.#peak) }, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#fill = 0;
    this.#peak = 0;
  }
}

registerProcessor('capture', Capture);
