import { Icon } from '../../ui/icon.tsx';
import type { AttachedImage } from './conversation.ts';

interface AttachedImagesProps {
  readonly images: readonly AttachedImage[];
  readonly onRemove: (image: AttachedImage) => void;
}

export function AttachedImages({ images, onRemove }: AttachedImagesProps) {
  if (images.length === 0) return null;
  return (
    <ul class="attached" aria-label="Attached images">
      {images.map((image) => (
        <li key={image.base64.slice(0, 64) + image.name}>
          <img src={`data:${image.mediaType};base64,${image.base64}`} alt={image.name} />
          <button
            type="button"
            class="button quiet compact"
            aria-label={`Remove ${image.name}`}
            onClick={() => onRemove(image)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
