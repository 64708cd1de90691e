import { Shell } from './layout/shell.tsx';
import { SignIn } from './layout/sign-in.tsx';
import { token } from './session/session.ts';
import { ProblemBox } from './ui/problem-box.tsx';
import { loadViewer, viewer, viewerProblem } from './viewer/viewer.ts';

export function App() {
  if (token.value === null) return <SignIn />;
  if (viewer.value !== null) return <Shell />;
  if (viewerProblem.value === null) return null;
  return (
    <main class="sign-in">
      <div class="card stack">
        <h1>The console cannot start</h1>
        <ProblemBox problem={viewerProblem.value} />
        <button type="button" class="button" onClick={() => void loadViewer()}>
          Try again
        </button>
      </div>
    </main>
  );
}
