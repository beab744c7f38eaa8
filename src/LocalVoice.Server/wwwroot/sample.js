// A recorded question instead of a microphone, sent in real time like one.
const FRAMES_PER_SECOND = 50;
const SECONDS_OF_SILENCE = 30;

export class Sample {
  greeting = 'A recorded question is asked for you.';
  asksOnce = true;
  #language;
  #timer;

  constructor(language) {
    this.#language = language;
  }

  async start(context, listener) {
    const response = await fetch(`samples/${this.#language}.wav`);
    if (!response.ok) throw new Error('The recorded question is missing on the server.');
    const audio = await context.decodeAudioData(await response.arrayBuffer());
    if (context.state !== 'closed') this.#play(audio.getChannelData(0), context.sampleRate / FRAMES_PER_SECOND, listener);
  }

  stop() {
    clearInterval(this.#timer);
  }

  #play(samples, length, { frame, level, exhausted }) {
    const frames = Math.ceil(samples.length / length) + SECONDS_OF_SILENCE * FRAMES_PER_SECOND;
    const begun = performance.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      const due = Math.min(frames, (performance.now() - begun) * FRAMES_PER_SECOND / 1000);
      for (; sent < due; sent++) {
        const part = samples.subarray(sent * length, (sent + 1) * length);
        frame(Int16Array.from({ length }, (_, i) => Math.max(-1, Math.min(1, part[i] ?? 0)) * 32767));
        level(Math.sqrt(Math.max(0, ...part)));
      }
      if (sent < frames) return;
      this.stop();
      exhausted();
    }, 10);
  }
}
