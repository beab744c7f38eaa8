// The sample that the README shows for npm's "openai", unchanged.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { recording, waveFile } from './recording.mjs';
import { noServer, startServer } from './server.mjs';

const RATE = 24_000;
const sample = fileURLToPath(new URL('../../src/samples/javascript/talk.mjs', import.meta.url));

describe('the JavaScript sample', { skip: noServer, timeout: 180_000 }, () => {
  // Beside the packages, where the sample finds them.
  const folder = fileURLToPath(new URL('node_modules/.localvoice-sample/', import.meta.url));
  let server;
  before(async () => {
    server = await startServer();
    mkdirSync(folder, { recursive: true });
    copyFileSync(sample, `${folder}talk.mjs`);
    writeFileSync(`${folder}question.wav`, waveFile(recording('es-capital-of-italy', RATE), RATE));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server?.stop();
  });

  test('prints the answer', async () => {
    const environment = { ...process.env, LOCALVOICE_URL: new URL(server.page).origin };
    const program = spawn(process.execPath, ['talk.mjs', 'question.wav'], { cwd: folder, env: environment });
    const [said, complaints] = [[], []];
    program.stdout.on('data', text => said.push(text));
    program.stderr.on('data', text => complaints.push(text));
    const [code] = await once(program, 'close');
    assert.equal(code, 0, complaints.join(''));
    assert.equal(said.join('').trim(), 'La capital de Italia es Roma.');
  });
});
