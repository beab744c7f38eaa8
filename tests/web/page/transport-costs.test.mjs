// What the page makes of a browser's statistics.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importPage } from './modules.mjs';

const { costsBetween, packetsSent } = await importPage('transport/statistics.js');
const { SentPackets } = await importPage('audio/sent-packets.js');
const { stagesOf } = await importPage('turns/turn.js');

const report = (...stats) => new Map(stats.map((one, i) => [String(i), one]));
const pair = more => ({ type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.031, ...more });
const heard = (delay, count) => ({ type: 'inbound-rtp', kind: 'audio', jitterBufferDelay: delay, jitterBufferEmittedCount: count });
const played = (delay, count) => ({ type: 'media-playout', kind: 'audio', totalPlayoutDelay: delay, totalSamplesCount: count });

test('the buffer and the playout are those between two looks, not since the call began', () => {
  const before = report(heard(9600, 48_000), played(100, 48_000));
  const after = report(pair(), heard(9600 + 24_000 * 0.06, 72_000), played(100 + 24_000 * 0.025, 72_000));
  const { network, buffer, playout } = costsBetween(before, after);
  assert.deepEqual([network, buffer, playout].map(Math.round), [31, 60, 25]);
});

test('what a browser does not tell, or has not measured, is not known', () => {
  const nothing = { network: null, buffer: null, playout: null };
  assert.deepEqual(costsBetween(report(), report()), nothing);
  const still = report(pair({ currentRoundTripTime: undefined }), heard(1, 960), played(1, 960));
  assert.deepEqual(costsBetween(still, still), nothing);
  assert.equal(costsBetween(report(), report(pair({ nominated: false }))).network, null);
  assert.equal(packetsSent(report({ type: 'outbound-rtp', kind: 'audio', packetsSent: 0, timestamp: 1 })), null);
});

test('a position in the track is placed by the count whose packets waited least', () => {
  const sent = new SentPackets();
  assert.equal(sent.timeOf(500), null);
  for (const [packets, at] of [[1, 1060], [50, 2012], [100, 3019]]) sent.note(packets, at);
  assert.equal(sent.timeOf(500), 1.512);
  // Clocks drift apart: what was long ago no longer counts.
  for (let i = 0; i < 10; i++) sent.note(100 + i, 3025 + 20 * i);
  assert.equal(sent.timeOf(500), 1.525);
});

test('the known parts of the way are drawn one after another, and the others are not', () => {
  const turn = { marks: {}, served: 500, heard: 640, costs: { transport: 'webrtc', network: 30, buffer: null, playout: 25 } };
  assert.deepEqual(stagesOf(turn).map(({ name, from, to }) => [name, from, to]),
    [['way', 500, 640], ['network', 500, 530], ['playout', 530, 555]]);
  assert.deepEqual(stagesOf({ ...turn, costs: null }).map(({ name }) => name), ['way']);
});
