import { type OllamaInventory, OllamaRegistries } from '../adapters/ollama/index.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { OnRefusal } from '../egress/guarded-fetch.ts';
import { Keyring } from '../secrets/keyring.ts';
import { BuiltinService } from './builtins/builtin-service.ts';
import { KeyRotation } from './keys/key-rotation.ts';
import { ModelCredential } from './models/model-credential.ts';
import { ModelDraft } from './models/model-draft.ts';

export interface AdministrationParts {
  readonly config: Config;
  readonly database: Database;
  readonly inventory: OllamaInventory;
  readonly now: () => Date;
  readonly onRefusal?: OnRefusal | undefined;
  /** Called when a stored secret needs an encryption key that is not configured. */
  readonly onUnknownKey?: (id: string) => void;
}

/** The services that need no background work. The server and the operator's commands share them. */
export interface Administration {
  readonly keyring: Keyring;
  readonly credential: ModelCredential;
  readonly rotation: KeyRotation;
  readonly registries: OllamaRegistries;
  readonly draft: ModelDraft;
  readonly builtins: BuiltinService;
}

export function createAdministration(parts: AdministrationParts): Administration {
  const { config, database, inventory, now, onRefusal, onUnknownKey } = parts;
  const keyring = new Keyring(config.encryptionKeys, onUnknownKey);
  const credential = new ModelCredential(keyring);
  const rotation = new KeyRotation({ database, keyring });
  const registries = new OllamaRegistries(config.ollama.registries);
  const { egressAllow, builtinModels: source } = config;
  const draft = new ModelDraft({ ollama: inventory, registries, egressAllow, onRefusal });
  const builtins = new BuiltinService({ database, draft, credential, source, now });
  return { keyring, credential, rotation, registries, draft, builtins };
}
