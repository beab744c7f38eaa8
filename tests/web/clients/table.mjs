// The table of clients and scenarios: each cell is one test, "CLIENT × SCENARIO", or is skipped with what the client lacks.
import { describe, test } from 'node:test';

/** Every client has a cell for each. */
export const SCENARIOS = [
  'connect',
  'update',
  'turn and history',
  'manual',
  'text',
  'barge-in and truncate',
  'cancel',
  'retrieve and delete',
  'out of band',
  'transcription',
  'pcmu',
  'tool call',
  'contract',
];

/**
 * @param cells By scenario: the test, the reason why the client cannot express it, or `{ skip, run }`.
 * @param setUp Called in the group of the client's tests, for its own `before` and `after`.
 */
export function table(client, { skip = false, setUp = () => {}, cells }) {
  const unknown = Object.keys(cells).filter(name => !SCENARIOS.includes(name));
  const missing = SCENARIOS.filter(name => !(name in cells));
  if (unknown.length + missing.length > 0) throw new Error(`${client} has no cell for ${missing}, and ones for ${unknown}.`);
  describe(client, { skip, timeout: 600_000 }, () => {
    setUp();
    for (const scenario of SCENARIOS) {
      const cell = cells[scenario];
      const name = `${client} × ${scenario}`;
      if (typeof cell === 'string') test(name, { skip: cell }, () => {});
      else if (typeof cell === 'function') test(name, cell);
      else test(name, { skip: cell.skip }, cell.run);
    }
  });
}
