// A microphone that is open all the time: what is said, and silence around it, 40 ms at a time at the pace of speech.
import { setInterval } from 'node:timers/promises';

const FRAME_MS = 40;

export function openMicrophone(rate, send) {
  const length = rate * FRAME_MS / 1000;
  const ended = new AbortController();
  const queue = [];
  const recording = run();
  return {
    /** Resolves when the last of these 16-bit samples has been sent. */
    say: samples => new Promise(said => queue.push({ samples, at: 0, said })),
    close: async () => {
      ended.abort();
      await recording;
    },
  };

  async function run() {
    const begun = performance.now();
    let sent = 0;
    try {
      for await (const _ of setInterval(FRAME_MS, null, { signal: ended.signal })) {
        for (; sent * FRAME_MS <= performance.now() - begun; sent++) send(record());
      }
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    }
  }

  function record() {
    const frame = new Int16Array(length);
    if (queue.length > 0) {
      const words = queue[0];
      frame.set(words.samples.subarray(words.at, words.at + length));
      words.at += length;
      if (words.at >= words.samples.length) queue.shift().said();
    }
    return frame;
  }
}
