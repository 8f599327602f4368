import { useTranslation } from 'react-i18next';

/** Says a task of the jobs in words; one that has none by its name. */
export function useTaskWords() {
  const { t, i18n } = useTranslation('audit');
  return (task: string): string => {
    const key = `jobs.tasks.${task.replace(/[.-]/g, '_')}`;
    return i18n.exists(`audit:${key}`) ? String(t(key as never)) : task;
  };
}
