// The page's modules fit together: their types are checked, though browsers run them as they are.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

test('the types of the page are right', () => {
  const program = ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.json'];
  const { status, stdout } = spawnSync(process.execPath, program, { cwd: here, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});
