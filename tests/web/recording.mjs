// A recorded question (tests/LocalVoice.Testing/Audio), as a microphone would give it.
import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers/promises';

const FRAME_MS = 40;

/** 16-bit mono samples of a recording at the given rate, silence before and after it. */
export function recording(name, rate, { before = 0, after = 0 } = {}) {
  const { samples, rate: from } = readWave(new URL(`../LocalVoice.Testing/Audio/${name}.wav`, import.meta.url));
  const spoken = resample(samples, from, rate);
  const padded = new Int16Array(spoken.length + Math.round((before + after) * rate));
  padded.set(spoken, Math.round(before * rate));
  return padded;
}

/** Hands over 40 ms at a time at the pace of speech, then silence, until the signal is raised. */
export async function speak(samples, rate, signal, send) {
  const length = rate * FRAME_MS / 1000;
  const begun = performance.now();
  let sent = 0;
  try {
    for await (const _ of setInterval(FRAME_MS, null, { signal })) {
      for (; sent * FRAME_MS <= performance.now() - begun; sent++) {
        const frame = new Int16Array(length);
        frame.set(samples.subarray(sent * length, (sent + 1) * length));
        send(frame);
      }
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
}

/** How much of it is sound: the seconds whose 20 ms windows are louder than -50 dBFS. */
export function secondsOfSound(samples, rate) {
  const window = rate / 50;
  let loud = 0;
  for (let start = 0; start + window <= samples.length; start += window) {
    const sum = samples.subarray(start, start + window).reduce((total, sample) => total + (sample / 32768) ** 2, 0);
    if (10 * Math.log10(sum / window + 1e-12) > -50) loud++;
  }
  return loud / 50;
}

/** A WAV file of 16-bit mono samples. */
export function waveFile(samples, rate) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}

/** The rate and the samples of a WAV file of 16 bits, mono. */
export function readWave(file) {
  const bytes = readFileSync(file);
  const rate = bytes.readUInt32LE(bytes.indexOf('fmt ') + 12);
  const data = bytes.indexOf('data') + 8;
  const length = bytes.readUInt32LE(data - 4) / 2;
  return { rate, samples: Int16Array.from({ length }, (_, i) => bytes.readInt16LE(data + 2 * i)) };
}

function resample(samples, from, to) {
  return Int16Array.from({ length: Math.floor(samples.length * to / from) }, (_, i) => {
    const [at, part] = [Math.floor(i * from / to), i * from / to % 1];
    return samples[at] * (1 - part) + (samples[at + 1] ?? 0) * part;
  });
}
