import { useErrorText } from '~/platform/i18n/use-error-text';
import { Notice } from '~/ui/notice';

type Refusal = { code: string; details: Record<string, string | number> };

/** Says why an action was refused; nothing when it was not. */
export function RefusalNotice({ answer }: { answer: unknown }) {
  const { say } = useErrorText();
  const refusal =
    answer && typeof answer === 'object' && 'refusal' in answer ? (answer.refusal as Refusal) : null;
  if (!refusal) return null;
  return (
    <div className="mb-4" role="alert">
      <Notice tone="danger" title={say(refusal.code, refusal.details)} />
    </div>
  );
}
