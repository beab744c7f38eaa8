// Collects 20 ms of the microphone and hands it over as 16-bit samples.
class Capture extends AudioWorkletProcessor {
  #frame = new Int16Array(sampleRate / 50);
  #fill = 0;
  #peak = 0;

  process([input]) {
    for (const sample of input[0] ?? []) {
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      this.#frame[this.#fill++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.#fill === this.#frame.length) this.#send();
    }
    return true;
  }

  #send() {
    const frame = this.#frame;
    this.port.postMessage({ frame, level: Math.sqrt(this.#peak) }, [frame.buffer]);
    this.#frame = new Int16Array(frame.length);
    this.#fill = 0;
    this.#peak = 0;
  }
}

registerProcessor('capture', Capture);
