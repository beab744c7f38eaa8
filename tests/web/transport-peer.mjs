// A browser's end of one connection, for LocalVoice.WebRtc.Tests: its offer goes to stdout as {sdp}, the answer comes by stdin as {sdp};
// then what it sees of the connection goes to stdout, line by line, until stdin ends.
import { createInterface } from 'node:readline';
import { noBrowser, startBrowser } from './browser.mjs';

if (noBrowser) {
  console.log(JSON.stringify({ skip: noBrowser }));
  process.exit();
}

const REPORT_MS = 200;
const { browser, stop } = await startBrowser(new Int16Array(4800), ['--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required']);
try {
  const page = await browser.newPage();
  console.log(JSON.stringify({ sdp: await page.evaluate(makeOffer) }));
  let reporting;
  for await (const line of createInterface({ input: process.stdin })) {
    await page.evaluate(sdp => globalThis.peer.setRemoteDescription({ type: 'answer', sdp }), JSON.parse(line).sdp);
    reporting = setInterval(async () => {
      try {
        console.log(JSON.stringify(await page.evaluate(report)));
      } catch {
        clearInterval(reporting);
      }
    }, REPORT_MS);
  }
  clearInterval(reporting);
  await page.evaluate(() => globalThis.peer.close());
} finally {
  await stop();
}

/** Runs in the page: a connection that sends a tone and opens a data channel. */
async function makeOffer() {
  const peer = new RTCPeerConnection();
  globalThis.peer = peer;
  const audio = new AudioContext();
  const microphone = audio.createMediaStreamDestination();
  const tone = audio.createOscillator();
  tone.connect(microphone);
  tone.start();
  peer.addTrack(microphone.stream.getAudioTracks()[0], microphone.stream);
  peer.createDataChannel('oai-events');
  await peer.setLocalDescription();
  return peer.localDescription.sdp;
}

/** Runs in the page. */
async function report() {
  const stats = [...(await globalThis.peer.getStats()).values()];
  const of = type => stats.find(entry => entry.type === type) ?? {};
  return {
    state: globalThis.peer.connectionState,
    dtls: of('transport').dtlsState,
    srtp: of('transport').srtpCipher,
    received: of('inbound-rtp').packetsReceived ?? 0,
  };
}
