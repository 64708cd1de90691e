import { randomUUID } from 'node:crypto';

interface EncodedImage {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * The images of a request body. The body is serialised with a placeholder for each image, and the
 * bytes of the images are inserted afterwards: that takes 2 ms of CPU time for 6 MB, and
 * serialising the data URLs takes 80 ms.
 */
export class ImageBodies {
  /** Random, so that no other text of the body can contain it. */
  readonly #placeholder = randomUUID();
  readonly #images: EncodedImage[] = [];

  /** @returns the placeholder for the data URL. Images are inserted in the order of calls. */
  add(image: EncodedImage): string {
    this.#images.push(image);
    return this.#placeholder;
  }

  /** Replaces the placeholders in the JSON by the data URLs of the images. */
  insert(json: string): string | Uint8Array<ArrayBuffer> {
    if (this.#images.length === 0) return json;
    const [start = '', ...rest] = json.split(this.#placeholder);
    const parts = rest.flatMap((text, index) => {
      const { mediaType, bytes } = this.#images[index] as EncodedImage; // one for each placeholder
      return [
        Buffer.from(`data:${mediaType};base64,`),
        Buffer.from(
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
          'latin1',
        ),
        Buffer.from(text),
      ];
    });
    return Buffer.concat([Buffer.from(start), ...parts]);
  }
}
