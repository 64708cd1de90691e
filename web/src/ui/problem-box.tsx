import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/problem.ts';

interface ProblemBoxProps {
  readonly problem: Problem | null;
  /** Fields whose messages are shown beside their inputs. */
  readonly shownFields?: readonly string[];
  readonly children?: ComponentChildren;
}

/** A failure where it happened, in the API's own words. */
export function ProblemBox({ problem, shownFields = [], children }: ProblemBoxProps) {
  if (problem === null) return null;
  const { message, detail, fields = [] } = problem;
  const others = fields.filter(
    (field) => !shownFields.includes(field.path.at(-1) ?? '') && !message.includes(field.message),
  );
  return (
    <div class="problem" role="alert">
      <div>{message}</div>
      {detail ? <div class="mono">{detail}</div> : null}
      {others.length > 0 ? (
        <ul>
          {others.map((field) => (
            <li key={field.path.join('.')}>
              <code>{field.path.slice(1).join('.') || field.path.join('.')}</code>: {field.message}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </div>
  );
}
