import { useRevalidator } from '@remix-run/react';
import { Component } from 'react';

type Place = { element: Element; top: number };
type Props = { state: 'idle' | 'loading' };

/**
 * Keeps what the person looks at where it is on the screen when the page's data were loaded again: the field that is typed
 * in, or else what stands in the middle. A page that was not scrolled shows what is new on top.
 */
export function KeepPlace() {
  const { state } = useRevalidator();
  return <Keeper state={state} />;
}

/** The only kind of component that can look at the page before it changes. */
class Keeper extends Component<Props> {
  override getSnapshotBeforeUpdate({ state }: Props): Place | null {
    return state === 'loading' && this.props.state === 'idle' ? placeOf(lookedAt()) : null;
  }

  override componentDidUpdate(_: Props, __: unknown, place: Place | null) {
    // After the router has put the page back to where it was, counted from its top, and before it is drawn.
    if (place) queueMicrotask(() => restore(place));
  }

  override render() {
    return null;
  }
}

function lookedAt(): Element | null {
  const { activeElement } = document;
  if (activeElement?.matches('input, textarea, select') && isOnScreen(activeElement)) return activeElement;
  if (window.scrollY === 0) return null;
  return document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2);
}

function isOnScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

function placeOf(element: Element | null): Place | null {
  return element && { element, top: element.getBoundingClientRect().top };
}

function restore({ element, top }: Place): void {
  if (element.isConnected) window.scrollBy(0, element.getBoundingClientRect().top - top);
}
