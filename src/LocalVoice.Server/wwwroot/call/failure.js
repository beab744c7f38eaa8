/** What went wrong, for people: `key` names the words (words/*.json, "failure.…"), `values` fill them in. */
export class Failure extends Error {
  /** @param {string} key @param {Record<string, string|number>} [values] */
  constructor(key, values = {}) {
    super(`${key} ${Object.values(values).join(' ')}`);
    this.key = `failure.${key}`;
    this.values = values;
  }
}

/** Something that people should know, and that is no failure. */
export class Remark extends Failure {}

/** Another transport than the one that was to carry the call. */
export class Fallback extends Remark {
  /** @param {import('../transport/connection.js').TransportName} name @param {import('../transport/connection.js').Why} why */
  constructor(name, why) {
    super(`${name} ${why}`);
    this.key = `transport.${name}.${why}`;
  }
}

/** @param {unknown} error @returns {import('./state.js').Notice} */
export function noticeOf(error) {
  return error instanceof Failure
    ? { key: error.key, values: error.values, isError: !(error instanceof Remark) }
    : { key: 'failure.other', values: { message: error instanceof Error ? error.message : String(error) }, isError: true };
}
