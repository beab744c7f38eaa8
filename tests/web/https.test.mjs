// A server with https, whose certificate is its own: met by Node's clients, and by the talk page over http and https.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { recording } from './recording.mjs';
import { noOwnServer, startSecureServer, startServer } from './server.mjs';

const NAME = 'voice.test';

describe('a server with https', { skip: noOwnServer, timeout: 300_000 }, () => {
  let server;
  before(async () => { server = await startSecureServer(`--AllowedHosts=${NAME}`); });
  after(() => server?.stop());

  test('lets a client in that trusts its certificate, by address and by name, and prints its fingerprint', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const address = server.secureRealtime.replace('127.0.0.1', host);
      const { event, fingerprint } = await firstEvent(address, { ca: server.certificate });
      assert.equal(event.type, 'session.created');
      assert.equal(fingerprint, server.fingerprint);
    }
  });

  test('is refused by a client that does not know its certificate', async () => {
    await assert.rejects(firstEvent(server.secureRealtime, {}), /self-signed certificate|unable to verify/);
  });

  describe('on its page', { skip: noBrowser }, () => {
    let chromium;
    before(async () => {
      chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }), [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
    });
    after(() => chromium?.stop());

    test('says over http why there is no microphone and where there is one, and there it works', async t => {
      const { page, errors, close } = await openPage(chromium.browser, server.page.replace('127.0.0.1', NAME), { ignoreHTTPSErrors: true });
      t.after(close);
      const secure = server.securePage.replace('127.0.0.1', NAME);
      const link = page.locator('#insecure a');
      await page.locator('#insecure').waitFor();
      assert.equal(await link.getAttribute('href'), secure);
      assert.match(await page.locator('#insecure').innerText(), /Open it at https:/);
      assert.doesNotMatch(await page.locator('#insecure').innerText(), /serve --https/);
      for (const button of [page.getByRole('button', { name: 'Talk', exact: true }), page.locator('#question-list button').first()]) {
        await button.click();
        await page.getByRole('status').filter({ hasText: 'Over plain http the browser gives this page no microphone' }).waitFor();
      }
      await page.getByLabel('Language of this page').selectOption('es');
      await page.getByText('Ábrela en').waitFor();
      await page.getByLabel('Idioma de esta página').selectOption('en');
      await page.getByRole('textbox', { name: 'Write to the agent' }).fill('¿Cuál es la capital de Italia?');
      await page.keyboard.press('Enter');
      await page.locator('#transcript .agent', { hasText: 'La capital de Italia es Roma.' }).waitFor();
      await link.click();
      await page.waitForURL(secure);
      assert.ok(await page.locator('#insecure').isHidden());
      await page.getByRole('button', { name: 'Talk', exact: true }).click();
      await page.getByRole('status').filter({ hasText: 'Speak: I am listening.' }).waitFor();
      await page.locator('#transcript .agent', { hasText: 'La capital de Italia es Roma.' }).waitFor();
      assert.deepEqual(errors.filter(isOfThePage), []);
    });
  });
});

describe('a server without https', { skip: noOwnServer || noBrowser, timeout: 300_000 }, () => {
  test('tells its operator how to have it', async t => {
    const server = await startServer(`--AllowedHosts=${NAME}`);
    t.after(server.stop);
    const chromium = await startBrowser(recording('es-capital-of-italy', 48_000), [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
    t.after(chromium.stop);
    const { page, errors } = await openPage(chromium.browser, server.page.replace('127.0.0.1', NAME));
    await page.locator('#insecure').waitFor();
    assert.match(await page.locator('#insecure').innerText(), /localvoice serve --https/);
    assert.doesNotMatch(await page.locator('#insecure').innerText(), /Open it at/);
    assert.deepEqual(errors.filter(isOfThePage), []);
  });
});

// The browser says of every http page that it ignores this header.
const isOfThePage = error => !error.includes('Cross-Origin-Opener-Policy');

function firstEvent(address, options) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, ['realtime'], options);
    socket.on('error', reject);
    socket.on('message', data => {
      resolve({ event: JSON.parse(data), fingerprint: socket._socket.getPeerCertificate().fingerprint256 });
      socket.close();
    });
  });
}
