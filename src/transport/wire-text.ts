/**
 * Bytes as a string with one character for each byte. Node writes such a string to a socket
 * (`latin1`) without a copy and without a Buffer, and strings are joined without a copy.
 */
export type WireText = string;

/** The UTF-8 bytes of a text. */
export function toWireText(text: string): WireText {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
}

/** An unmasked text frame with its payload (RFC 6455, section 5.2). */
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

/** FIN and the opcode of text. */
const finText = 0x81;

/** A chunk of a response with chunked transfer coding (RFC 9112, section 7.1). */
export function bodyChunk(content: WireText): WireText {
  return `${content.length.toString(16)}\r\n${content}\r\n`;
}
