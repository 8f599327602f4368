import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { ButtonLink } from './button';
import { IconButton } from './icon-button';

/** `width` and `height` in pixels of what is at `src`; `original` is downloaded. */
export type LightboxPicture = {
  src: string;
  width: number;
  height: number;
  name: string;
  note: string;
  original: string;
};

interface LightboxProps {
  pictures: LightboxPicture[];
  /** Which of them is shown. */
  at: number;
  onMove: (to: number) => void;
  onClose: () => void;
  words: { close: string; previous: string; next: string; download: string; position: string };
}

/** Pictures over the whole window, one at a time; arrow keys turn over, Escape leads back. */
export function Lightbox({ pictures, at, onMove, onClose, words }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('[data-close]')?.focus();
    return () => shown?.close();
  }, []);
  const picture = pictures[at];
  if (!picture) return null;
  const turn = (by: number) => pictures[at + by] && onMove(at + by);
  function onKeyDown({ key }: KeyboardEvent) {
    if (key === 'ArrowLeft') turn(-1);
    if (key === 'ArrowRight') turn(1);
  }
  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-label={picture.name}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div className="flex items-center gap-2 border-b border-line bg-surface px-3 py-2">
        <p className="min-w-0 flex-1">
          <span className="block truncate font-medium">{picture.name}</span>
          <span className="block truncate text-xs text-muted">{picture.note}</span>
        </p>
        <p role="status" className="tabular flex-none text-xs text-muted">
          {words.position}
        </p>
        <ButtonLink
          to={picture.original}
          reloadDocument
          size="small"
          icon={<Download size={16} aria-hidden />}
        >
          <span className="max-sm:sr-only">{words.download}</span>
        </ButtonLink>
        <IconButton
          label={words.close}
          icon={<X size={18} aria-hidden />}
          data-close
          onClick={() => dialog.current?.close()}
        />
      </div>
      <div className="lightbox-stage">
        <img
          key={picture.src}
          src={picture.src}
          width={picture.width}
          height={picture.height}
          alt={picture.name}
        />
        {pictures.length > 1 && (
          <>
            <IconButton
              label={words.previous}
              icon={<ChevronLeft size={22} aria-hidden />}
              variant="secondary"
              className="lightbox-turn left-3"
              aria-disabled={at === 0}
              onClick={() => turn(-1)}
            />
            <IconButton
              label={words.next}
              icon={<ChevronRight size={22} aria-hidden />}
              variant="secondary"
              className="lightbox-turn right-3"
              aria-disabled={at === pictures.length - 1}
              onClick={() => turn(1)}
            />
          </>
        )}
      </div>
    </dialog>
  );
}
