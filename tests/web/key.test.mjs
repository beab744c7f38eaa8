// A server that needs an API key, met by the talk page and by a stock agent.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession } from '@openai/agents-realtime';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { recording } from './recording.mjs';
import { noOwnServer, startServer } from './server.mjs';

const KEY = 'lv_the_key_of_this_test';
const HASH = createHash('sha256').update(KEY).digest('hex');

describe('a server that needs a key', { skip: noOwnServer, timeout: 300_000 }, () => {
  let server;
  before(async () => { server = await startServer(`--LocalVoice:Access:Keys:test=sha256:${HASH}`); });
  after(() => server?.stop());

  test('lets a stock agent in that has it, and no other', async () => {
    await connect(server.realtime, KEY);
    await assert.rejects(connect(server.realtime, 'sk-another'), /401/);
  });

  test('gives the openai package a client secret, with which a stock agent gets in and nobody makes another', async () => {
    const mint = apiKey => new OpenAI({ apiKey, baseURL: `${server.page}v1` }).realtime.clientSecrets.create({
      expires_after: { anchor: 'created_at', seconds: 60 },
      session: { type: 'realtime', model: 'en', instructions: 'Answer in one word.' },
    });
    const { value, session } = await mint(KEY);
    const created = await connect(server.realtime, value);
    assert.equal(created.instructions, 'Answer in one word.');
    assert.deepEqual({ ...created, id: null, expires_at: null }, { ...session, id: null, expires_at: null });
    await assert.rejects(connect(server.realtime, `${value.slice(0, -1)}${value.endsWith('A') ? 'B' : 'A'}`), /401/);
    await assert.rejects(mint(value), /403/);
  });

  describe('on its page', { skip: noBrowser }, () => {
    let chromium;
    before(async () => { chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 })); });
    after(() => chromium?.stop());

    test('asks for it, says when it is wrong, and keeps the right one for the tab only', async t => {
      const { page, errors, close } = await openPage(chromium.browser, server.page);
      t.after(close);
      await askSample(page);
      await status(page, 'This server needs an API key.');
      await give(page, 'lv_wrong');
      await status(page, 'The server does not know this API key.');
      await give(page, KEY);
      await status(page, 'That was a recorded question.');
      await page.locator('#transcript .agent', { hasText: 'La capital de Italia es Roma.' }).waitFor();
      assert.ok(await page.locator('#key').isHidden());
      await page.reload();
      await askSample(page);
      await status(page, 'That was a recorded question.');
      assert.equal(await page.evaluate(() => localStorage.length + document.cookie.length), 0);
      const other = await page.context().newPage();
      await other.goto(server.page);
      await askSample(other);
      await status(other, 'This server needs an API key.');
      assert.deepEqual(errors.filter(error => !error.includes('status of 401')), []);
    });
  });
});

/** The session as it was opened; it is ended. */
function connect(url, apiKey) {
  const transport = new OpenAIRealtimeWebSocket({ url });
  const session = new RealtimeSession(new RealtimeAgent({ name: 'Vega' }), { transport });
  return new Promise((resolve, reject) => {
    transport.on('*', event => event.type === 'session.created' && resolve(event.session));
    session.on('error', ({ error }) => reject(new Error(String(error?.error?.message ?? error?.message ?? error))));
    session.connect({ apiKey, url }).catch(reject);
  }).finally(() => session.close());
}

const askSample = page => page.locator('#question-list button').first().click();
const status = (page, text) => page.getByRole('status').filter({ hasText: text }).waitFor();

async function give(page, key) {
  await page.getByLabel('API key').fill(key);
  await page.keyboard.press('Enter');
}
