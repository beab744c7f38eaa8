// The page's modules without a browser.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../src/LocalVoice.Server/wwwroot/', import.meta.url));
// Where Node takes them for modules: what lies beside the page is served with it.
const folder = mkdtempSync(join(tmpdir(), 'localvoice-page-'));
cpSync(root, folder, { recursive: true, filter: path => ['', '.js'].includes(extname(path)) });
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
process.on('exit', () => rmSync(folder, { recursive: true }));

/** @param {string} name from the page's folder */
export const importPage = name => import(pathToFileURL(join(folder, name)).href);
