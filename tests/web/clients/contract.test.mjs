// The events of the server's own tests, read as npm's "openai" declares them: LocalVoice.Server.Tests keeps what its clients
// receive in the file that LOCALVOICE_TEST_EVENTS names.
import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { faultsOfAll } from './schemas.mjs';

const file = process.env.LOCALVOICE_TEST_EVENTS;
const skip = file && existsSync(file)
  ? false
  : 'LOCALVOICE_TEST_EVENTS names no file with the events of LocalVoice.Server.Tests (scripts/test.sh Server web makes one)';

test('every event of the server\'s tests is as npm openai declares it', { skip }, async () => {
  const events = [];
  for await (const line of createInterface({ input: createReadStream(file) })) events.push(JSON.parse(line));
  const types = new Set(events.map(({ type }) => type));
  assert.ok(types.size > 20, `events of ${types.size} types: ${[...types].join(', ')}`);
  assert.deepEqual(faultsOfAll(events), []);
});
