import { useAsked } from './use-asked';

type Suggestion = { value: string; detail: string };

/** Companies that fit what is typed. */
export function useCompanySuggestions(): { companies: Suggestion[]; ask: (text: string) => void } {
  const { answer, ask } = useAsked<{ companies: Suggestion[] }>(
    (text) => `/customers/suggest?q=${encodeURIComponent(text)}`,
  );
  return { companies: answer?.companies ?? [], ask };
}
