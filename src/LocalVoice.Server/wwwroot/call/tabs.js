// One tab of the browser talks at a time: two would hear each other.
const NAME = 'localvoice.call';

/** @param {() => void} taken another tab has begun to talk */
export function watchTabs(taken) {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  if (channel) channel.onmessage = taken;
  return { take: () => channel?.postMessage('taken') };
}
