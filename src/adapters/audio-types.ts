/** File extension of each media type. Providers detect the audio format from the extension. */
export const audioFileEndings: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/webm': 'webm',
};

/** Media types of recordings that can be transcribed. */
export const audioTypes = Object.keys(audioFileEndings);
