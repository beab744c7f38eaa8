// Makes silero-golden.json: Silero's probabilities as ONNX Runtime's WebAssembly build computes them, independently of
// our detector and its native library. Run from the repository root, after scripts/setup.sh:
//   npm --prefix tests/web install --no-save onnxruntime-web
//   node tests/LocalVoice.Engines.Silero.Tests/reference.mjs ../shared/audio/silero-test.wav ../shared/audio/kennedy.wav
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../web/", import.meta.url));
const ort = createRequire(packages)("onnxruntime-web");
ort.env.wasm.numThreads = 1;
const WINDOW = 512, CONTEXT = 64, RATE = 16000;

/** 16 kHz PCM16 in, the mean of its channels out, −1…1. */
function samples(path) {
  const file = readFileSync(path);
  const at = file.indexOf("data", 12, "latin1");
  const bytes = Math.min(file.readUInt32LE(at + 4), file.length - at - 8);
  const channels = file.readUInt16LE(22);
  if (file.readUInt32LE(24) !== RATE || file.readUInt16LE(34) !== 16) throw new Error(`${path} is not 16 kHz PCM16`);
  return Float32Array.from({ length: Math.floor(bytes / 2 / channels) }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += file.readInt16LE(at + 8 + 2 * (channels * i + c));
    return sum / channels / 32768;
  });
}

const session = await ort.InferenceSession.create(readFileSync("models/cache/silero_vad_v6.onnx"));
const golden = {};
for (const path of process.argv.slice(2)) {
  const audio = samples(path), probabilities = [];
  let state = new ort.Tensor("float32", new Float32Array(256), [2, 1, 128]);
  const sr = new ort.Tensor("int64", [BigInt(RATE)], []);
  for (let start = 0; start + WINDOW <= audio.length; start += WINDOW) {
    const input = new Float32Array(CONTEXT + WINDOW);
    input.set(audio.subarray(Math.max(0, start - CONTEXT), start + WINDOW), start === 0 ? CONTEXT : 0);
    const result = await session.run({ input: new ort.Tensor("float32", input, [1, CONTEXT + WINDOW]), state, sr });
    state = result.stateN;
    probabilities.push(Number(result.output.data[0].toFixed(5)));
  }
  golden[basename(path)] = probabilities;
}
const out = fileURLToPath(new URL("silero-golden.json", import.meta.url));
writeFileSync(out, JSON.stringify(golden).replaceAll("],", "],\n") + "\n");
console.log(out, Object.entries(golden).map(([name, p]) => `${name}: ${p.length} windows, ${p.filter((x) => x >= 0.5).length} of speech`));
