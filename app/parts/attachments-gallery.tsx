import { Link, useRevalidator } from '@remix-run/react';
import { Download, Lock } from 'lucide-react';
import { type MouseEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownAttachment } from '~/domain/attachments/queries.server';
import { useFormat } from '~/ui/format';
import { Lightbox, type LightboxPicture } from '~/ui/lightbox';
import { Spinner } from '~/ui/spinner';

type Size = NonNullable<ShownAttachment['preview']>;
type Drawn = ShownAttachment & { preview: Size };

const isDrawn = (file: ShownAttachment): file is Drawn => file.preview !== null;

/** Thumbnails of an order's pictures. Each is a link to the large picture, which script shows over the page. */
export function Gallery({ pictures, folder }: { pictures: ShownAttachment[]; folder: string }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const [open, setOpen] = useState<number | null>(null);
  const drawn = pictures.filter(isDrawn);
  useExpected(pictures);
  const at = drawn.findIndex(({ id }) => id === open);
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(88px,1fr))] gap-3">
        {pictures.map((file) => (
          <li key={file.id} className="min-w-0">
            <Thumbnail file={file} folder={folder} onOpen={() => setOpen(file.id)} />
          </li>
        ))}
      </ul>
      {at >= 0 && (
        <Lightbox
          pictures={drawn.map((file): LightboxPicture => {
            const to = `${folder}/${file.id}`;
            const internal = file.internal ? [t('attachments.internal_mark')] : [];
            const note = [
              ...internal,
              file.uploader,
              format.dateTime(file.createdAt),
              format.bytes(file.size),
            ];
            const { preview, name } = file;
            return { src: `${to}/preview`, ...preview, name, note: note.join(' · '), original: to };
          })}
          at={at}
          onMove={(to) => setOpen(drawn[to]?.id ?? null)}
          onClose={() => setOpen(null)}
          words={{
            close: t('attachments.close'),
            previous: t('attachments.previous'),
            next: t('attachments.next'),
            download: t('attachments.download'),
            position: t('attachments.position', { at: at + 1, of: drawn.length }),
          }}
        />
      )}
    </>
  );
}

function Thumbnail({ file, folder, onOpen }: { file: ShownAttachment; folder: string; onOpen: () => void }) {
  const { t } = useTranslation('orders');
  const to = `${folder}/${file.id}`;
  function show(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  }
  return (
    <>
      {file.preview ? (
        <a href={`${to}/preview`} className="thumbnail" onClick={show}>
          <img src={`${to}/preview?size=small`} alt={file.name} loading="lazy" decoding="async" />
        </a>
      ) : (
        <span className="thumbnail" title={t('attachments.preview_expected')}>
          <Spinner />
        </span>
      )}
      <p className="mt-1 flex items-center gap-1 text-xs text-muted">
        {file.internal && <InternalMark iconOnly />}
        <span className="min-w-0 flex-1 truncate" title={file.name}>
          {file.name}
        </span>
        <Link
          to={to}
          reloadDocument
          className="thumbnail-download"
          aria-label={t('attachments.download_name', { name: file.name })}
          title={t('attachments.download')}
        >
          <Download size={14} aria-hidden />
        </Link>
      </p>
    </>
  );
}

/** Says that customers do not see this. */
export function InternalMark({ iconOnly = false }: { iconOnly?: boolean }) {
  const { t } = useTranslation('orders');
  return (
    <span className="inline-flex items-center gap-1 font-semibold text-note-text">
      <Lock size={12} aria-hidden="true" className="flex-none" />
      <span className={iconOnly ? 'sr-only' : undefined}>{t('attachments.internal_mark')}</span>
    </span>
  );
}

const FIRST_MS = 700;
const GROWTH = 1.5;
const TRIES = 9;

/** Loads the page's data again, at growing distances, while previews are expected. */
function useExpected(pictures: ShownAttachment[]) {
  const { revalidate } = useRevalidator();
  const [asked, setAsked] = useState({ about: '', times: 0 });
  const expected = pictures.filter(({ previewExpected }) => previewExpected).map(({ id }) => id);
  const about = expected.join(' ');
  const times = asked.about === about ? asked.times : 0;
  useEffect(() => {
    if (about === '' || times >= TRIES) return;
    const timer = setTimeout(
      () => {
        revalidate();
        setAsked({ about, times: times + 1 });
      },
      FIRST_MS * GROWTH ** times,
    );
    return () => clearTimeout(timer);
  }, [about, times, revalidate]);
}
