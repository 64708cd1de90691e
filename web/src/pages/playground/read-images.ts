import type { AttachedImage } from './conversation.ts';

const mediaTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const mostBytes = 5_000_000;

/** @throws Error for a file that the API would reject. */
export async function readImages(files: Iterable<File>): Promise<AttachedImage[]> {
  return Promise.all(
    [...files].map(async (file) => {
      if (!mediaTypes.includes(file.type)) {
        throw new Error(`${file.name} is not a PNG, JPEG, GIF or WebP image.`);
      }
      if (file.size > mostBytes) throw new Error(`${file.name} is larger than 5 MB.`);
      return { name: file.name, mediaType: file.type, base64: await toBase64(file) };
    }),
  );
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.readAsDataURL(file);
  });
}
