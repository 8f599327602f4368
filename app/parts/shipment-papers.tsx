import { Form, Link, useRevalidator } from '@remix-run/react';
import { Download, FileText, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PAPER_FORMATS, PAPER_KINDS, type PaperKind } from '~/domain/shipments/paper-rules';
import { buttonClass } from '~/ui/button';
import { useFormat } from '~/ui/format';
import { Notice } from '~/ui/notice';
import { Panel } from '~/ui/panel';
import { RelativeTime } from '~/ui/relative-time';
import { StatusBadge } from '~/ui/status-badge';
import { SubmitButton } from '~/ui/submit-button';

/** A paper as the shipment's page knows it; times as instants or ISO texts. */
export type ShownPaper = {
  id: number;
  kind: string;
  version: number;
  size: number;
  issuedAt: Date | string;
  issuedBy: { name: string };
  voidedAt: Date | string | null;
  voidedBy: { name: string } | null;
};

type Props = {
  /** The shipment's number. */
  number: string;
  /** The shipment's status: papers are for confirmed and closed ones; those of a voided one are void. */
  status: string;
  papers: ShownPaper[];
};

const order = (kind: string) => PAPER_KINDS.indexOf(kind as PaperKind);

/** The papers of a shipment: to print and to save, the void ones below, and the way to have them issued anew. */
export function ShipmentPapers({ number, status, papers }: Props) {
  const { t } = useTranslation('shipments');
  const sorted = papers.toSorted((a, b) => b.version - a.version || order(a.kind) - order(b.kind));
  const valid = sorted.filter(({ voidedAt }) => !voidedAt);
  const voided = sorted.filter(({ voidedAt }) => voidedAt);
  const wanted = status === 'confirmed' || status === 'closed';
  const [newest] = valid;
  return (
    <Panel title={t('papers.title')} id="papers">
      {!wanted && papers.length === 0 && <p className="text-muted">{t('papers.none')}</p>}
      {wanted && !newest && <BeingMade />}
      {newest && <PaperList number={number} papers={valid} />}
      {newest && <Issued paper={newest} />}
      {newest && wanted && <IssueAnew number={number} version={newest.version} />}
      {voided.length > 0 && (
        <details className="mt-3" open={status === 'voided'}>
          <summary className="disclosure">{t('papers.voided', { count: voided.length })}</summary>
          <p className="my-2 text-muted">{t('papers.voided_help')}</p>
          <PaperList number={number} papers={voided} />
        </details>
      )}
    </Panel>
  );
}

const POLL_MS = 1_500;

/** Looks again until the papers are there; without script there is a link to do it. */
function BeingMade() {
  const { t } = useTranslation('shipments');
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== 'idle') return;
    const timer = setTimeout(revalidate, POLL_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  return (
    <Notice
      tone="progress"
      role="status"
      title={t('papers.being_made')}
      actions={
        <Link to="." reloadDocument className="underline">
          {t('papers.look_again')}
        </Link>
      }
    >
      {t('papers.being_made_help')}
    </Notice>
  );
}

function PaperList({ number, papers }: { number: string; papers: ShownPaper[] }) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {papers.map((paper) => (
        <li key={paper.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <PaperRow number={number} paper={paper} />
        </li>
      ))}
    </ul>
  );
}

function PaperRow({ number, paper }: { number: string; paper: ShownPaper }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  const kind = paper.kind as PaperKind;
  const to = `/shipments/${number}/papers/${paper.id}`;
  const name = t(`papers.kind.${kind}`);
  const named = { name, version: paper.version };
  return (
    <>
      <span className="flex min-w-0 flex-1 basis-56 items-center gap-2">
        <FileText size={16} aria-hidden className="flex-none text-muted" />
        <span className="min-w-0">
          <span className={paper.voidedAt ? 'line-through' : 'font-semibold'}>{name}</span>{' '}
          <span className="text-xs text-muted">
            {t('papers.version', { version: paper.version })} · {format.bytes(paper.size)}
          </span>
          {paper.voidedAt && (
            <span className="block text-xs text-muted">
              <StatusBadge tone="danger">{t('papers.void')}</StatusBadge>{' '}
              {t('papers.void_by', {
                name: paper.voidedBy?.name ?? '–',
                at: format.dateTime(paper.voidedAt),
              })}
            </span>
          )}
        </span>
      </span>
      <span className="no-print flex flex-none gap-1 max-sm:pl-6">
        {PAPER_FORMATS[kind].ending === 'pdf' && (
          <a
            href={to}
            target="_blank"
            rel="noreferrer"
            className={buttonClass('secondary', 'small')}
            aria-label={t('papers.print_of', named)}
          >
            <Printer size={14} aria-hidden />
            {t('papers.print')}
          </a>
        )}
        <a
          href={`${to}?save`}
          className={buttonClass('quiet', 'small')}
          aria-label={t('papers.save_of', named)}
        >
          <Download size={14} aria-hidden />
          {t('papers.save')}
        </a>
      </span>
    </>
  );
}

function Issued({ paper }: { paper: ShownPaper }) {
  const { t } = useTranslation('shipments');
  const format = useFormat();
  return (
    <p className="mt-1 flex flex-wrap gap-x-2 text-xs text-muted">
      <span>{t('papers.issued_by', { name: paper.issuedBy.name })}</span>
      <RelativeTime
        iso={new Date(paper.issuedAt).toISOString()}
        relative={format.relative(paper.issuedAt)}
        exact={format.dateTime(paper.issuedAt)}
      />
    </p>
  );
}

/** Asks before it does: the labels that are stuck on already become void. */
function IssueAnew({ number, version }: { number: string; version: number }) {
  const { t } = useTranslation('shipments');
  return (
    <details className="no-print mt-3">
      <summary className="disclosure">{t('papers.anew')}</summary>
      <Form method="post" action={`/shipments/${number}/papers`} className="mt-2 flex flex-col gap-2">
        <input type="hidden" name="version" value={version} />
        <p className="text-muted">{t('papers.anew_help')}</p>
        <div>
          <SubmitButton variant="danger">{t('papers.anew')}</SubmitButton>
        </div>
      </Form>
    </details>
  );
}
