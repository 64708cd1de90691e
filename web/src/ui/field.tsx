import { type ComponentChildren, cloneElement, type VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** Name of the input field of the API, whose error is shown here. */
  readonly name?: string;
  readonly problem?: Problem | null;
  /** One input, select or textarea. */
  readonly children: VNode<Record<string, unknown>>;
}

/** A labelled input with its hint and its error. */
export function Field({ label, hint, name, problem, children }: FieldProps) {
  const id = useId();
  const error = problem?.fields?.find(({ path }) => path.at(-1) === name)?.message;
  const described = error !== undefined || hint !== undefined ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {cloneElement(children, {
        id,
        'aria-describedby': described,
        'aria-invalid': error !== undefined,
      })}
      {error !== undefined ? (
        <div class="error" id={described}>
          {error}
        </div>
      ) : hint !== undefined ? (
        <div class="hint" id={described}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}
