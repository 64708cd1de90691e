import { crc32, deflateSync } from 'node:zlib';

/** A green PNG image (RFC 2083) of 64 by 64 pixels. */
export const greenSquare = png(64, [0, 160, 0]);

/** A recording of half a second of silence, as WAV. */
export const silence = wav(8_000, 0.5);

function png(
  size: number,
  colour: readonly [red: number, green: number, blue: number],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // 8 bits per channel, colour type 2 (RGB). The other bytes are 0: no filter, no interlacing.
  header.writeUInt8(8, 8);
  header.writeUInt8(2, 9);
  const line = Buffer.concat([Buffer.alloc(1), Buffer.alloc(3 * size, Buffer.from(colour))]);
  const points = deflateSync(Buffer.concat(Array.from({ length: size }, () => line)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', points),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function wav(samplesPerSecond: number, seconds: number): Uint8Array {
  const bytesPerSample = 2;
  const dataBytes = samplesPerSecond * seconds * bytesPerSample;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // uncompressed
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(bytesPerSample * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return Buffer.concat([header, Buffer.alloc(dataBytes)]);
}
