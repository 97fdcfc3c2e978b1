// Catches what a page throws, so that the rest of the console stays usable; says what to hand on.
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { refusalOf } from '../../lib/ask';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';

type Props = { readonly place: string; readonly children: ReactNode };
type State = { readonly error: unknown };

export class Boundary extends Component<Props, State> {
  override state: State = { error: null };
  static getDerivedStateFromError = (error: unknown): State => ({ error });

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.error !== null) this.setState({ error: null });
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />;
  }
}

function Broken({ error }: { error: unknown }) {
  const text = useText();
  const said = error instanceof Error ? error.message : String(error);
  const requestId = refusalOf(error)?.requestId;
  return (
    <div role="alert" className="mx-auto max-w-[480px] px-6 py-16">
      <h1 className="text-xl font-semibold">{text.shell.crashed}</h1>
      <p className="mt-2 text-ink-2">{text.shell.crashedWords}</p>
      <pre className="mt-4 overflow-x-auto whitespace-pre-wrap rounded bg-sunken p-3 font-mono text-xs">
        {requestId ? `${text.common.requestId} ${requestId}\n` : ''}
        {said}
      </pre>
      <Button look="primary" className="mt-4" onClick={() => window.location.reload()}>
        {text.shell.reload}
      </Button>
    </div>
  );
}
