// What a peer connection's statistics say of the way (webrtc-stats).

/** @param {RTCStatsReport} before @param {RTCStatsReport} after milliseconds; null where the browser does not tell */
export function costsBetween(before, after) {
  const pair = find(after, 'candidate-pair', ({ nominated, state }) => nominated && state === 'succeeded');
  return {
    network: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    buffer: meanOf('inbound-rtp', 'jitterBufferDelay', 'jitterBufferEmittedCount'),
    playout: meanOf('media-playout', 'totalPlayoutDelay', 'totalSamplesCount'),
  };

  /** @param {string} type @param {string} seconds @param {string} count */
  function meanOf(type, seconds, count) {
    const [earlier, later] = [before, after].map(report => find(report, type, ({ kind }) => kind === 'audio'));
    const samples = (later?.[count] ?? 0) - (earlier?.[count] ?? 0);
    return samples > 0 ? (later[seconds] - (earlier?.[seconds] ?? 0)) / samples * 1000 : null;
  }
}

/** How many packets of the user's voice were sent until when, in milliseconds of performance.now(). @param {RTCStatsReport} report */
export function packetsSent(report) {
  const sent = find(report, 'outbound-rtp', ({ kind }) => kind === 'audio');
  return sent?.packetsSent > 0
    ? { packets: sent.packetsSent - (sent.retransmittedPacketsSent ?? 0), at: sent.timestamp - performance.timeOrigin }
    : null;
}

/** @param {RTCStatsReport} report @param {string} type @param {(stats: any) => boolean} fits @returns {any} */
function find(report, type, fits) {
  for (const stats of report.values()) if (stats.type === type && fits(stats)) return stats;
}
