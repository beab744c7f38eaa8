// The page's words: every language has all of them, with the same gaps to fill.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../src/LocalVoice.Server/wwwroot/', import.meta.url);
const words = language => JSON.parse(readFileSync(new URL(`words/${language}.json`, root), 'utf8'));
const gaps = text => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
const english = words('en');

for (const language of ['es', 'ca']) {
  test(`the words of "${language}" are complete`, () => {
    const translated = words(language);
    assert.deepEqual(Object.keys(translated), Object.keys(english));
    for (const [key, text] of Object.entries(translated)) assert.deepEqual(gaps(text), gaps(english[key]), key);
  });
}

test('every key that the page names has words', () => {
  const sources = readdirSync(root, { recursive: true }).filter(name => /\.(js|html)$/.test(name)).map(name => readFileSync(new URL(name, root), 'utf8'));
  const marked = sources.flatMap(source => [...source.matchAll(/data-(?:words|label|hint)="([^"]+)"|\bsay\('([^']+)'/g)].map(([, one, other]) => one ?? other));
  assert.ok(marked.length > 50, `${marked.length} keys`);
  const failures = sources.flatMap(source => [...source.matchAll(/new (?:Failure|Remark|KeyNeeded)\((?:\w+ (?:===|\?) .*? \? )?'(\w+)'/g)].map(([, key]) => `failure.${key}`));
  assert.deepEqual([...marked, ...failures].filter(key => !(key in english)), []);
});

test('the words on the page before they are translated are the English ones', () => {
  const html = readFileSync(new URL('index.html', root), 'utf8');
  for (const [, key, text] of html.matchAll(/data-words="([^"]+)"(?: [^>]*)?>([^<]*)</g)) assert.equal(text, english[key], key);
});
