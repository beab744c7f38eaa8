/** Whether it is an address or a name of the machine that asks. @param {string} host */
export function isThisMachine(host) {
  return host === 'localhost' || host.endsWith('.localhost') || /^\[?::1\]?$/.test(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}
