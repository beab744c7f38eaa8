// The page never lies about what is going on: each state is brought about, and the words on the screen are those of that state.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { openTalk } from './page.mjs';

// The response takes a quarter of a minute: time enough to talk over it on a slow machine.
const STORY = 'Cuéntame una historia.';

describe('the state on the talk page', { skip: noServer || noBrowser, timeout: 900_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  const open = t => openTalk(t, chromium.browser, server.page, { microphone: true });

  test('follows a turn from listening to listening', async t => {
    const { errors, talk, state, say, said, states, was } = await open(t);
    await talk.click();
    await state('listening');
    await say('samples/es.wav');
    await was('speaking');
    await said('agent', 'La capital de Italia es Roma.');
    await state('listening');
    // Between the user's last sound and the response it may think, or still listen: that is the server's pace.
    const names = (await states()).map(({ name }) => name).filter(name => name !== 'thinking');
    assert.deepEqual(withoutRepeats(names.slice(names.indexOf('hearing')).filter((name, i, all) => name !== 'listening' || i === all.length - 1)),
      ['hearing', 'speaking', 'listening']);
    assert.deepEqual(errors, []);
  });

  test('tells an interruption: quieter at once, then stopped and listening, never answering while the user speaks', async t => {
    const { page, errors, talk, state, say, prepare, states, was } = await open(t);
    await prepare(STORY);
    await talk.click();
    await state('listening');
    await say(STORY);
    await was('speaking');
    await say('samples/es.wav');
    await was('interrupted');
    assert.equal((await states()).find(({ name }) => name === 'interrupted').words, 'Stopped. Go on, I am listening.');
    await page.locator('#transcript .agent s', { hasText: /\S/ }).waitFor();
    await page.locator('#transcript .agent', { hasText: 'La capital de Italia es Roma.' }).waitFor();
    const [story] = await page.locator('#transcript .agent p').allTextContents();
    assert.match(story, /^Había una vez/);
    await state('listening');
    const names = (await states()).map(({ name }) => name);
    const cut = names.indexOf('interrupted');
    assert.ok(names.slice(names.indexOf('speaking') + 1, cut).every(name => ['overlapping', 'paused'].includes(name)), names.join(' '));
    assert.equal(names.slice(cut + 1).find(name => !['listening', 'thinking'].includes(name)), 'speaking', names.join(' '));
    assert.match((await states())[names.indexOf('overlapping')].words, /^Quieter while you speak/);
    assert.deepEqual(errors, []);
  });

  test('falls silent when the response is cancelled, and is not stuck', async t => {
    const { page, errors, received, talk, state, say, prepare, was } = await open(t);
    await prepare(STORY);
    await talk.click();
    await state('listening');
    await say(STORY);
    await was('speaking');
    await page.getByRole('button', { name: 'Stop the answer' }).click();
    await state('listening');
    await page.locator('#hush').waitFor({ state: 'hidden' });
    await say('samples/es.wav');
    await was('speaking');
    await state('listening');
    const done = received.filter(({ type }) => type === 'response.done').map(({ response }) => response.status);
    assert.deepEqual(done, ['cancelled', 'completed']);
    assert.deepEqual(errors, []);
  });

  test('notices that the microphone has gone, and that there is one again', async t => {
    const { page, errors, talk, state, status, say, said } = await open(t);
    await talk.click();
    await state('listening');
    await page.evaluate(() => globalThis.unplug());
    await status('The microphone is gone.');
    await page.evaluate(() => globalThis.plugIn());
    await status('Speak: I am listening.');
    await say('samples/es.wav');
    await said('agent', 'La capital de Italia es Roma.');
    assert.deepEqual(errors, []);
  });

  test('is told to screen readers while no microphone is open only', async t => {
    const { page, talk, stop, state, say, was } = await open(t);
    const live = () => page.getByRole('status').getAttribute('aria-live');
    assert.equal(await live(), 'polite');
    await talk.click();
    await state('listening');
    assert.equal(await live(), 'off');
    await say('samples/es.wav');
    await was('speaking');
    assert.equal(await live(), 'off');
    await stop.click();
    await state('idle');
    assert.equal(await live(), 'polite');
  });
});

function withoutRepeats(names) {
  return names.filter((name, i) => name !== names[i - 1]);
}
