/**
 * Bytes as a string with one character per byte (`latin1`). Node.js writes such a string to a
 * socket without a copy and without a Buffer, and concatenates strings without a copy.
 */
export type WireText = string;

/** Returns the UTF-8 bytes of a text. */
export function toWireText(text: string): WireText {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
}

/** Returns an unmasked text frame with a payload (RFC 6455, section 5.2). */
export function textFrame(payload: WireText): WireText {
  const { length } = payload;
  if (length < 126) return String.fromCharCode(finText, length) + payload;
  if (length < 65_536) {
    return String.fromCharCode(finText, 126, length >>> 8, length & 0xff) + payload;
  }
  const header = Buffer.alloc(10);
  header[0] = finText;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header.toString('latin1') + payload;
}

/** FIN bit and the opcode of a text frame. */
const finText = 0x81;

/** Returns a chunk of the chunked transfer coding (RFC 9112, section 7.1). */
export function bodyChunk(content: WireText): WireText {
  return `${content.length.toString(16)}\r\n${content}\r\n`;
}
