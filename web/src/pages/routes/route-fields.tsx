import type { Problem } from '../../api/problem.ts';
import { Field } from '../../ui/field.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { PolicyFields, policyFields } from './policy-fields.tsx';
import type { RouteDraft } from './route-draft.ts';
import { TargetFields } from './target-fields.tsx';

interface RouteFieldsProps {
  readonly draft: RouteDraft;
  readonly problem: Problem | null;
  readonly onChange: (part: Partial<RouteDraft>) => void;
}

const shownFields = ['name', 'description', ...policyFields];

/** What can be changed in a route, and the errors. */
export function RouteFields({ draft, problem, onChange }: RouteFieldsProps) {
  return (
    <>
      <Field name="name" label="Name" hint="Requests use the ID of the route." problem={problem}>
        <input
          class="input"
          value={draft.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <Field name="description" label="Description" problem={problem}>
        <textarea
          class="input"
          value={draft.description}
          onInput={(event) => onChange({ description: event.currentTarget.value })}
        />
      </Field>
      <TargetFields
        type={draft.type}
        isBuiltin={draft.isBuiltin}
        targets={draft.targets}
        onChange={(targets) => onChange({ targets })}
      />
      <details>
        <summary>When another model is used, and limits</summary>
        <div class="details-body">
          <PolicyFields
            policy={draft.policy}
            problem={problem}
            onChange={(policy) => onChange({ policy })}
          />
        </div>
      </details>
      <ProblemBox problem={problem} shownFields={shownFields} />
    </>
  );
}
