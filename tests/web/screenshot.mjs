// screenshots/page.png: the talk page after one spoken turn. Run it on a quiet machine: the times that it shows are real.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { recording } from './recording.mjs';
import { noServer, startServer } from './server.mjs';

if (noServer || noBrowser) throw new Error(noServer || noBrowser);
const file = fileURLToPath(new URL('screenshots/page.png', import.meta.url));
mkdirSync(new URL('screenshots/', import.meta.url), { recursive: true });
const server = await startServer();
const { browser, stop } = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }));
const { page } = await openPage(browser, server.page, { viewport: { width: 1080, height: 760 }, deviceScaleFactor: 1.25 });
await page.getByRole('button', { name: 'Talk', exact: true }).click();
await page.mouse.move(0, 0);
await page.locator('#turns').waitFor();
await page.locator('#stage[data-state=listening]').waitFor();
await page.screenshot({ path: file, fullPage: true });
await stop();
await server.stop();
