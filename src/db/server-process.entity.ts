import { defineEntity, p } from '@mikro-orm/core';
import { platformRole } from './tenancy.ts';

const ServerProcessSchema = defineEntity({
  name: 'ServerProcess',
  tableName: 'server_process',
  rowLevelSecurity: 'force',
  policies: [
    {
      name: 'server_process_platform_policy',
      roles: [platformRole],
      using: 'true',
      check: 'true',
    },
  ],
  properties: {
    /** A new ID for each lease. */
    id: p.uuid().primary(),
    /** When it has expired, another process deletes the row and ends the work of this process. */
    leaseUntil: p.datetime(3),
  },
});

/** The lease of a server process. A process can store results only while its row exists. */
export class ServerProcess extends ServerProcessSchema.class {}
ServerProcessSchema.setClass(ServerProcess);
