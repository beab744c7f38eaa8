// What the operator offers: profiles, their voices and backends, and what people may choose for their session.
import { fetchWithKey } from './key.js';

const STAGES = /** @type {const} */ (['stt', 'llm', 'tts']);

/**
 * @typedef {object} Profile
 * @property {string} name
 * @property {boolean} isDefault
 * @property {string} language code of BCP 47, or "auto"
 * @property {string} voice its own; empty for the synthesizer's default
 * @property {string[]} voices
 * @property {string[]} languages those that its voices are made for
 * @property {Record<'stt'|'llm'|'tts', string[]>} stages backends that may be chosen, its own first
 * @property {string[]} overrides
 */

export class Profiles {
  /** @param {Profile[]} all the default one first */
  constructor(all) {
    this.all = all;
  }

  /** An older server, or one that cannot be reached, offers nothing to choose. */
  static get none() {
    return new Profiles([]);
  }

  /** @throws {import('./key.js').KeyNeeded} */
  static async load() {
    const response = await fetchWithKey('v1/models');
    if (!response?.ok) return Profiles.none;
    const { data } = await response.json();
    /** @type {Profile[]} */
    const all = data.map(profileOf);
    return new Profiles(all.sort((one, other) => Number(other.isDefault) - Number(one.isDefault)));
  }

  /** The named one, else the default one. @param {string} name */
  find(name) {
    return this.all.find(profile => profile.name === name) ?? this.all[0] ?? null;
  }

  /** Those to choose from, the default profile's first. @param {string} name of the profile */
  languages(name) {
    const profile = this.find(name);
    const own = this.all.map(({ language }) => language);
    return [...new Set(profile?.overrides.includes('language') ? [...own, ...profile.languages] : own)];
  }

  /** The profile for a language: the one that is in use, if it is its own. @param {string} name @param {string} language */
  forLanguage(name, language) {
    const current = this.find(name);
    return current?.language === language ? current : this.all.find(profile => profile.language === language) ?? current;
  }
}

/** @param {{ id: string, localvoice?: any }} model @returns {Profile} */
function profileOf({ id, localvoice = {} }) {
  const stages = Object.fromEntries(STAGES.map(stage => [stage, localvoice.stages?.[stage] ?? []]));
  return {
    name: id,
    isDefault: localvoice.default ?? false,
    language: localvoice.language ?? id,
    voice: localvoice.voice ?? '',
    voices: localvoice.voices ?? [],
    languages: localvoice.languages ?? [],
    stages: /** @type {Profile['stages']} */ (stages),
    overrides: localvoice.overrides ?? [],
  };
}
