// Sums the results that a test run left in a folder (TRX from .NET, JUnit XML from the browser tests), gives the
// reasons of skipped tests, and exits with 1 where anything failed.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const text = value => value
  .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
  .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replace(/&apos;/g, "'").replace(/&amp;/g, '&').trim();
const attribute = (tag, name) => text(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
const elements = (xml, name) => [...xml.matchAll(new RegExp(`<${name}(\\s[^>]*?)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g'))]
  .map(([, tag, body]) => ({ tag, body: body ?? '' }));
const inner = (xml, name) => text(new RegExp(`<${name}[^>]*>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '');

function fromTrx(xml) {
  return elements(xml, 'UnitTestResult').map(({ tag, body }) => {
    const outcome = attribute(tag, 'outcome');
    return {
      name: attribute(tag, 'testName'),
      outcome: outcome === 'Passed' ? 'passed' : outcome === 'NotExecuted' ? 'skipped' : 'failed',
      reason: inner(body, 'Message') || inner(body, 'StdOut'),
      stack: inner(body, 'StackTrace'),
    };
  });
}

function fromJUnit(xml) {
  return elements(xml, 'testcase').map(({ tag, body }) => ({
    name: attribute(tag, 'name'),
    outcome: /<(failure|error)[\s>/]/.test(body) ? 'failed' : /<skipped[\s>/]/.test(body) ? 'skipped' : 'passed',
    reason: attribute(/<(?:skipped|failure|error)([^>]*)>/.exec(body)?.[1] ?? '', 'message'),
    stack: inner(body, 'failure'),
  }));
}

const files = readdirSync(folder).sort();
const read = file => readFileSync(join(folder, file), 'utf8');
const tests = [];
for (const exit of files.filter(file => file.endsWith('.exit'))) {
  const project = exit.slice(0, -'.exit'.length);
  const found = files.filter(file => file.startsWith(`${project}.`)).flatMap(file =>
    file.endsWith('.trx') ? fromTrx(read(file)) : file.endsWith('.junit.xml') ? fromJUnit(read(file)) : []);
  tests.push(...found);
  const status = read(exit).trim();
  if (status !== '0' && !found.some(test => test.outcome === 'failed')) {
    tests.push({ name: `${project} ended with status ${status}`, outcome: 'failed' });
  }
}

const having = outcome => tests.filter(test => test.outcome === outcome);
const skips = new Map();
for (const { name, reason } of having('skipped')) {
  const why = reason || 'no reason given';
  skips.set(why, [...(skips.get(why) ?? []), name]);
}

for (const [reason, names] of skips) {
  console.log(`skipped: ${reason}`);
  names.forEach(name => console.log(`    ${name}`));
}

for (const { name, reason, stack } of having('failed')) {
  console.log(`failed: ${name}`);
  [reason, stack].filter(Boolean).forEach(part => console.log(part.replace(/^/gm, '    ')));
}

console.log(`${having('passed').length} passed, ${having('failed').length} failed, ${having('skipped').length} skipped`);
process.exitCode = having('failed').length > 0 || tests.length === 0 ? 1 : 0;
