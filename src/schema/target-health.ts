import { circuitStates } from '../domain.ts';
import type { HealthView } from '../services/routes/health-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { ReasonEnum } from './error.ts';

const CircuitStateEnum = builder.enumType('CircuitState', {
  description: 'Whether calls use a model or a key.',
  values: describeValues(circuitStates, {
    CLOSED: 'Calls use the model or key.',
    OPEN: 'It has failed; calls use other models or keys, if they have any.',
    HALF_OPEN: 'One call tests it, and the others use other models or keys. A success closes it.',
  }),
});

export const TargetHealthType = builder.objectRef<HealthView>('TargetHealth').implement({
  description: 'Health of a model or of one of its keys, shared by all server processes.',
  fields: (t) => ({
    state: t.expose('state', {
      type: CircuitStateEnum,
      description: 'Whether calls use the model or key.',
    }),
    reason: t.expose('reason', {
      type: ReasonEnum,
      nullable: true,
      description: 'Reason of the last failure; null when `state` is CLOSED.',
    }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when OPEN becomes HALF_OPEN; null when `state` is CLOSED.',
    }),
    lastSuccessAt: t.expose('lastSuccessAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time of the last successful call that this server process knows of. Null when it knows of none, and for built-in models unless you are a platform administrator.',
    }),
  }),
});
