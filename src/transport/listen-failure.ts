import { StartupError } from '../startup-error.ts';

/** The address of a server, and the settings that define it. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  /** Prefix of the settings HOST and PORT. @default none */
  readonly prefix?: string;
}

/** Explains why the server cannot listen on an address. */
export function listenFailure(error: Error, address: ListenAddress): StartupError {
  const { code = error.name } = error as NodeJS.ErrnoException;
  return new StartupError(sentence(code, address), { cause: error });
}

function sentence(code: string, { host, port, prefix = '' }: ListenAddress): string {
  switch (code) {
    case 'EADDRINUSE':
      return `${prefix}PORT ${port} is in use on ${host}; stop the process that uses it, or set another port.`;
    case 'EACCES':
      return `${prefix}PORT ${port} requires privileges that this process does not have; set a port above 1023.`;
    case 'EADDRNOTAVAIL':
      return `${prefix}HOST ${host} is not an address of this machine; set one of its addresses, 127.0.0.1 for this machine only, or 0.0.0.0 for all addresses.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${prefix}HOST ${host} cannot be resolved; set an IP address, or a name that this machine resolves.`;
    default:
      return `${prefix}HOST ${host} and ${prefix}PORT ${port} cannot be listened on (${code}); set others.`;
  }
}
