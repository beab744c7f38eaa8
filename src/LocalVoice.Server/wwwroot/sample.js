// A recorded question instead of a microphone, sent in real time like one.
const FRAMES_PER_SECOND = 50;
const SECONDS_OF_SILENCE = 60;

export class Sample {
  greeting = 'A recorded question is asked for you.';
  #context;
  #language;
  #timer;

  constructor(context, language) {
    this.#context = context;
    this.#language = language;
  }

  async start(send) {
    const response = await fetch(`samples/${this.#language}.wav`);
    if (!response.ok) throw new Error('The recorded question is missing on the server.');
    const audio = await this.#context.decodeAudioData(await response.arrayBuffer());
    this.#play(audio.getChannelData(0), send);
  }

  stop() {
    clearInterval(this.#timer);
  }

  #play(samples, send) {
    const length = this.#context.sampleRate / FRAMES_PER_SECOND;
    const frames = Math.ceil(samples.length / length) + SECONDS_OF_SILENCE * FRAMES_PER_SECOND;
    const begun = performance.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      const due = Math.min(frames, (performance.now() - begun) * FRAMES_PER_SECOND / 1000);
      for (; sent < due; sent++) send(frameAt(samples, sent * length, length));
      if (sent >= frames) this.stop();
    }, 10);
  }
}

function frameAt(samples, start, length) {
  return Int16Array.from({ length }, (_, i) => Math.max(-1, Math.min(1, samples[start + i] ?? 0)) * 32767);
}
