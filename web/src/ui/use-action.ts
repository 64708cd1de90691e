import { useState } from 'preact/hooks';
import { type Problem, problemOf } from '../api/problem.ts';

export interface Action<Arguments extends unknown[]> {
  readonly run: (...parameters: Arguments) => void;
  readonly isRunning: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
}

/** Runs something that can fail, once at a time, and keeps its failure to be shown. */
export function useAction<Arguments extends unknown[]>(
  act: (...parameters: Arguments) => Promise<unknown>,
): Action<Arguments> {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (...parameters: Arguments) => {
    setRunning(true);
    setProblem(null);
    try {
      await act(...parameters);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setRunning(false);
    }
  };
  return {
    run: (...parameters) => {
      if (!isRunning) void run(...parameters);
    },
    isRunning,
    problem,
    clear: () => setProblem(null),
  };
}
