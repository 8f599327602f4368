/** What a colour says. It always stands beside a word, never for itself. */
export type Tone = 'neutral' | 'info' | 'progress' | 'waiting' | 'success' | 'danger';

/** Classes of a tone: text on the tone's soft background, and the full colour of a dot. */
export const toneClass: Record<Tone, { soft: string; text: string; dot: string }> = {
  neutral: { soft: 'bg-neutral-bg text-neutral-text', text: 'text-neutral-text', dot: 'bg-neutral-dot' },
  info: { soft: 'bg-info-bg text-info-text', text: 'text-info-text', dot: 'bg-info-dot' },
  progress: { soft: 'bg-progress-bg text-progress-text', text: 'text-progress-text', dot: 'bg-progress-dot' },
  waiting: { soft: 'bg-waiting-bg text-waiting-text', text: 'text-waiting-text', dot: 'bg-waiting-dot' },
  success: { soft: 'bg-success-bg text-success-text', text: 'text-success-text', dot: 'bg-success-dot' },
  danger: { soft: 'bg-danger-bg text-danger-text', text: 'text-danger-text', dot: 'bg-danger-dot' },
};
