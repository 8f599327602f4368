import { type RefObject, useEffect, useRef } from 'react';

/** Keys that follow each other more quickly than this come from a scanner, not from fingers. */
const SCANNER_MS = 35;

/**
 * Works a queue by keyboard: j, k and the arrows go from row to row, x ticks, a and s open what can be done, o goes to the
 * scan field, ? shows the keys. Not while somebody types. What a scanner types anywhere on the page opens its order.
 */
export function useQueueKeys(
  form: RefObject<HTMLFormElement>,
  help: RefObject<HTMLDialogElement>,
  onClear: () => void,
): void {
  const latest = useRef(onClear);
  latest.current = onClear;

  useEffect(() => {
    const rows = new Rows(form);
    const keys: Record<string, () => void> = {
      j: () => rows.go(1),
      k: () => rows.go(-1),
      x: () => rows.tick(),
      a: () => openMenu('assign'),
      s: () => openMenu('status'),
      o: () => scanField()?.focus(),
      '?': () => help.current?.showModal(),
    };
    let typed = '';
    let last = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;

    function openMenu(name: 'assign' | 'status') {
      if (!rows.isTicked()) rows.tick();
      // What is ticked decides what the menu offers.
      setTimeout(() => {
        const menu = form.current?.querySelector<HTMLElement>(`[data-menu="${name}"]`);
        menu?.querySelector<HTMLButtonElement>('button[popovertarget]')?.click();
        menu?.querySelector<HTMLElement>('.menu-item')?.focus();
      });
    }

    /** True when the key belongs to a scan: then no key of it means anything else. */
    function isScan(event: KeyboardEvent): boolean {
      const quick = event.timeStamp - last < SCANNER_MS && !event.repeat;
      last = event.timeStamp;
      if (event.key.length === 1) {
        typed = quick ? typed + event.key : event.key;
        return quick && typed.length > 1;
      }
      const scanned = quick && event.key === 'Enter' && typed.length > 3;
      if (scanned) submitScan(typed);
      if (event.key !== 'Shift') typed = '';
      return scanned;
    }

    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (isTyping(target) || target.closest('dialog')) return;
      const menu = target.closest('[popover]');
      const step = stepOf(event.key);
      if (menu) {
        if (step !== 0) move(event, [...menu.querySelectorAll<HTMLElement>('.menu-item')], step);
        return;
      }
      if (isScan(event)) {
        clearTimeout(waiting);
        event.preventDefault();
        return;
      }
      if (event.key.startsWith('Arrow') && step !== 0 && rows.any()) {
        event.preventDefault();
        rows.go(step);
      } else if (event.key === 'Escape') latest.current();
      const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (!action) return;
      event.preventDefault();
      clearTimeout(waiting);
      if (event.repeat) action();
      else waiting = setTimeout(action, SCANNER_MS);
    }
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(waiting);
      document.removeEventListener('keydown', onKey);
    };
  }, [form, help]);
}

/** The rows of the table; the one that has the focus, or had it last, is the current one. */
class Rows {
  #at = -1;

  constructor(private readonly form: RefObject<HTMLFormElement>) {}

  #links(): HTMLElement[] {
    return [...(this.form.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])];
  }

  #row(): HTMLElement | null {
    const focused = document.activeElement?.closest<HTMLElement>('tbody tr');
    if (focused && this.form.current?.contains(focused)) return focused;
    return this.#links()[this.#at]?.closest<HTMLElement>('tr') ?? null;
  }

  any(): boolean {
    return this.#links().length > 0;
  }

  go(step: number): void {
    const links = this.#links();
    const row = this.#row();
    const from = row ? links.findIndex((link) => row.contains(link)) : -1;
    this.#at = Math.max(0, Math.min(links.length - 1, from + (from < 0 ? Math.max(step, 0) || 1 : step)));
    links[this.#at]?.focus();
  }

  tick(): void {
    this.#row()?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
  }

  isTicked(): boolean {
    return this.form.current?.querySelector('input[name="order"]:checked') !== null;
  }
}

const stepOf = (key: string) =>
  key === 'j' || key === 'ArrowDown' ? 1 : key === 'k' || key === 'ArrowUp' ? -1 : 0;

function move(event: KeyboardEvent, items: HTMLElement[], step: number) {
  event.preventDefault();
  const at = items.findIndex((item) => item.matches(':focus'));
  items[(at + step + items.length) % items.length]?.focus();
}

function isTyping(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit)$/.test(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

const scanField = () => document.querySelector<HTMLInputElement>('form[data-scan] input[name="code"]');

function submitScan(code: string) {
  const field = scanField();
  if (!field) return;
  field.value = code;
  field.form?.requestSubmit();
}
