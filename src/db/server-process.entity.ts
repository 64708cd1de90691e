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
    /** A new one each time that a process takes a lease. */
    id: p.uuid().primary(),
    /** Without a renewal by then, another process deletes the row and ends what was left running. */
    leaseUntil: p.datetime(3),
  },
});

/** The lease of a server process. What a process stores counts only while its row exists. */
export class ServerProcess extends ServerProcessSchema.class {}
ServerProcessSchema.setClass(ServerProcess);
