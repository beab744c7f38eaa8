// All tests, or the files that are named, one file after the other; on one server for those that ask for no settings of their own.
// A file that fails runs once more: a test that depends on real time may fail on a busy machine. With RESULTS, a folder, each file leaves
// web-NAME.junit.xml and web-NAME.exit there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { noOwnServer, startServer } from './server.mjs';

const { RESULTS } = process.env;
const named = process.argv.slice(2);
const files = named.length > 0 ? named : readdirSync('.', { recursive: true })
  .filter(file => file.endsWith('.test.mjs') && !file.startsWith('node_modules')).sort();
const server = noOwnServer ? null : await startServer();
const env = { ...process.env, ...(server && { LOCALVOICE_SHARED_SERVER: server.page }) };

async function run(file) {
  const name = `web-${basename(file, '.test.mjs')}`;
  const junit = RESULTS ? ['--test-reporter=junit', `--test-reporter-destination=${join(RESULTS, `${name}.junit.xml`)}`] : [];
  const options = ['--test', '--test-reporter=spec', '--test-reporter-destination=stdout', ...junit];
  const [status] = await once(spawn(process.execPath, [...options, file], { stdio: 'inherit', env }), 'exit');
  if (RESULTS) writeFileSync(join(RESULTS, `${name}.exit`), `${status ?? 1}\n`);
  return status;
}

const failed = [];
for (const file of files) {
  if (await run(file) === 0) continue;
  console.log(`==> ${file}, once more`);
  if (await run(file) !== 0) failed.push(file);
}
await server?.stop();
if (failed.length > 0) console.log(`failed: ${failed.join(' ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
