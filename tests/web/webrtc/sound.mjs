// A microphone that plays WAV files and an ear that writes one, as RTP of Opus: 48 kHz, mono, 16 bits, 20 ms a packet.
import { writeFileSync } from 'node:fs';
import OpusScript from 'opusscript';
import { RtpHeader, RtpPacket } from 'werift';
import { readWave, waveFile } from '../recording.mjs';

const RATE_HZ = 48_000;
const FRAME_SAMPLES = RATE_HZ / 50;
const FRAME_BYTES = 2 * FRAME_SAMPLES;
const FRAME_MS = 20;
const LOUD = 300;
const OPUS_PAYLOAD_TYPE = 96; // overwritten by the track, once its codec is agreed on

/** Plays files one after another and silence around them, in real time, into a track. */
export class Microphone {
  #track;
  #tell;
  #waiting = Buffer.alloc(0);
  #encoder = new OpusScript(RATE_HZ, 1, OpusScript.Application.VOIP);
  #sequence = Math.floor(Math.random() * 0x8000);
  #ssrc = Math.floor(Math.random() * 0xffffffff);
  #frames = 0;
  #began = performance.now();
  #timer;

  constructor(track, tell) {
    this.#track = track;
    this.#tell = tell;
    this.#timer = setInterval(() => this.#catchUp(), FRAME_MS / 2);
  }

  play(file) {
    this.#waiting = Buffer.concat([this.#waiting, samplesOf(file)]);
    this.#tell({ state: 'playing', file });
  }

  stop() {
    clearInterval(this.#timer);
    this.#encoder.delete();
  }

  #catchUp() {
    for (; this.#began + this.#frames * FRAME_MS <= performance.now(); this.#frames++) {
      const said = this.#waiting.subarray(0, FRAME_BYTES);
      this.#waiting = this.#waiting.subarray(said.length);
      if (said.length > 0 && this.#waiting.length === 0) this.#tell({ state: 'played' });
      const frame = Buffer.concat([said, Buffer.alloc(FRAME_BYTES - said.length)]);
      const header = new RtpHeader({
        payloadType: OPUS_PAYLOAD_TYPE,
        sequenceNumber: (this.#sequence + this.#frames) & 0xffff,
        timestamp: (this.#frames * FRAME_SAMPLES) >>> 0,
        ssrc: this.#ssrc,
        marker: this.#frames === 0,
      });
      this.#track.writeRtp(new RtpPacket(header, this.#encoder.encode(frame, FRAME_SAMPLES)));
    }
  }
}

/** Writes what a track carries, in the place that its RTP timestamps say, and tells when the first sound was heard. */
export class Ear {
  #path;
  #tell;
  #decoder = new OpusScript(RATE_HZ, 1, OpusScript.Application.VOIP);
  #packets = [];
  #heard = false;

  constructor(path, tell) {
    this.#path = path;
    this.#tell = tell;
  }

  listen(track) {
    track.onReceiveRtp.subscribe(packet => this.#take(packet));
  }

  close() {
    this.#decoder.delete();
    if (!this.#path) return;
    const first = this.#packets[0]?.timestamp;
    const placed = this.#packets.map(({ timestamp, samples }) => ({ at: (timestamp - first) | 0, samples })).filter(({ at }) => at >= 0);
    const heard = new Int16Array(Math.max(0, ...placed.map(({ at, samples }) => at + samples.length)));
    for (const { at, samples } of placed) heard.set(samples, at);
    writeFileSync(this.#path, waveFile(heard, RATE_HZ));
  }

  #take({ header: { timestamp }, payload }) {
    if (payload.length === 0) return;
    const bytes = this.#decoder.decode(payload);
    const samples = Int16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i));
    this.#packets.push({ timestamp, samples });
    if (!this.#heard && samples.some(sample => Math.abs(sample) > LOUD)) {
      this.#heard = true;
      this.#tell({ state: 'heard' });
    }
  }
}

function samplesOf(file) {
  const { rate, samples } = readWave(file);
  if (rate !== RATE_HZ) throw new Error(`${file} is not 48 kHz, mono, 16 bits`);
  return Buffer.from(samples.buffer);
}
