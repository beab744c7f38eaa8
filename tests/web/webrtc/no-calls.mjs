/** Why the server at this address takes no calls by WebRTC, or false. */
export async function noCalls(page) {
  const { status } = await fetch(`${page}v1/realtime/calls`, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: '' });
  return status === 404 || status === 405 ? `the server has no /v1/realtime/calls (HTTP ${status})` : false;
}
