import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { socket } from '../api/socket.ts';
import { subscribe } from '../api/subscribe.ts';
import { HealthChangesDocument, type HealthPartsFragment } from '../gql/graphql.ts';

/** A model, its own credential, or one of its other keys. */
export interface HealthTarget {
  readonly modelId: string;
  readonly part?: 'MODEL' | 'CREDENTIAL' | { readonly keyId: string };
}

const received = signal<ReadonlyMap<string, HealthPartsFragment>>(new Map());

/** The last change of the health of a target; undefined when there was none, so it is CLOSED. */
export function healthOf({ modelId, part = 'MODEL' }: HealthTarget) {
  return received.value.get(nameOf(modelId, typeof part === 'string' ? part : part.keyId));
}

/** The part of a model that is not CLOSED; null when it and its own credential are. */
export function avoidedPart(modelId: string): 'MODEL' | 'CREDENTIAL' | null {
  const parts = ['MODEL', 'CREDENTIAL'] as const;
  return (
    parts.find((part) => (healthOf({ modelId, part })?.state ?? 'CLOSED') !== 'CLOSED') ?? null
  );
}

const nameOf = (modelId: string, part: string) => `${modelId} ${part}`;

/** Follows the health of all models and keys while a page shows it. */
export function useHealthChanges(): void {
  const api = socket.value;
  useEffect(() => {
    // Each connection begins with everything that is not CLOSED.
    const forget = () => {
      received.value = new Map();
      return {};
    };
    const unsubscribe = subscribe(HealthChangesDocument, forget, {
      next: ({ healthChanges: { modelId, keyId, target, health } }) => {
        received.value = new Map(received.peek()).set(nameOf(modelId, keyId ?? target), health);
      },
    });
    return unsubscribe;
  }, [api]);
}
