// All tests, or the files that are named, one file after the other; on one server for those that ask for no settings of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { noOwnServer, startServer } from './server.mjs';

const { JUNIT_FILE } = process.env;
const server = noOwnServer ? null : await startServer();
const junit = JUNIT_FILE ? ['--test-reporter=junit', `--test-reporter-destination=${JUNIT_FILE}`] : [];
const options = ['--test', '--test-concurrency=1', '--test-reporter=spec', '--test-reporter-destination=stdout', ...junit];
const tests = spawn(process.execPath, [...options, ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, ...(server && { LOCALVOICE_SHARED_SERVER: server.page }) } });
const [status] = await once(tests, 'exit');
await server?.stop();
process.exitCode = status ?? 1;
