// G.711 µ-law (ITU-T G.711), as telephones send it.
const BIAS = 0x84;
const LOUDEST = 32635;

/** 16-bit samples to one byte each. */
export function encodeMuLaw(samples) {
  return Uint8Array.from(samples, sample => {
    const sign = sample < 0 ? 0x80 : 0;
    const size = Math.min(Math.abs(sample), LOUDEST) + BIAS;
    const exponent = 31 - Math.clz32(size) - 7;
    return ~(sign | exponent << 4 | size >> exponent + 3 & 0x0f) & 0xff;
  });
}

/** One byte each to 16-bit samples. */
export function decodeMuLaw(bytes) {
  return Int16Array.from(bytes, byte => {
    const code = ~byte & 0xff;
    const size = ((code & 0x0f) << 3 | BIAS) << (code >> 4 & 7);
    return code & 0x80 ? BIAS - size : size - BIAS;
  });
}
