import { randomUUID } from 'node:crypto';

interface EncodedImage {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * The images of a request body. A mark stands for each while the body is made into JSON, which
 * takes 80 ms of processor time for a text of 6 MB, and 2 ms when its bytes are inserted afterwards.
 */
export class ImageBodies {
  /** Cannot be part of another text, because nobody can know it. */
  readonly #mark = randomUUID();
  readonly #images: EncodedImage[] = [];

  /** @returns what stands for the image's data URL. Images are inserted in the order of calls. */
  add(image: EncodedImage): string {
    this.#images.push(image);
    return this.#mark;
  }

  /** The JSON with the data URLs of the images. */
  insert(json: string): string | Uint8Array<ArrayBuffer> {
    if (this.#images.length === 0) return json;
    const [start = '', ...rest] = json.split(this.#mark);
    const pieces = rest.flatMap((text, index) => {
      const { mediaType, bytes } = this.#images[index] as EncodedImage; // one for each mark
      return [
        Buffer.from(`data:${mediaType};base64,`),
        Buffer.from(
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
          'latin1',
        ),
        Buffer.from(text),
      ];
    });
    return Buffer.concat([Buffer.from(start), ...pieces]);
  }
}
