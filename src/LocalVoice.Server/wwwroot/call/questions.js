// Recorded questions, for people without a microphone, and for those who want to know what to ask.
import { Failure } from './failure.js';

/** @typedef {{ file: string, text: string }} Question */

/** @returns {Promise<Record<string, Question[]>>} by language */
export async function loadQuestions() {
  const response = await fetch('samples/questions.json').catch(() => null);
  return response?.ok ? response.json() : {};
}

/** @param {Question} question @param {AudioContext} context */
export async function decode({ file }, context) {
  const response = await fetch(`samples/${file}`).catch(() => null);
  if (!response?.ok) throw new Failure('unreachable');
  return context.decodeAudioData(await response.arrayBuffer());
}
