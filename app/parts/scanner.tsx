import { Form, Link } from '@remix-run/react';
import { Camera, CameraOff, Volume2, VolumeX } from 'lucide-react';
import { type FormEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statusesOf } from '~/domain/orders/rules';
import type { ScanOutcome, ScanResult } from '~/domain/shipments/scan-rules';
import { useErrorText } from '~/platform/i18n/use-error-text';
import { Button } from '~/ui/button';
import { Field } from '~/ui/forms/field';
import { TextInput } from '~/ui/forms/text-input';
import { IconButton } from '~/ui/icon-button';
import { Notice } from '~/ui/notice';
import { ScannerCamera } from '~/ui/scanner-camera';
import { SubmitButton } from '~/ui/submit-button';
import type { Tone } from '~/ui/tone';
import { useHydrated } from '~/ui/use-hydrated';
import { useStatusWords } from './status';
import { type ScanAnswer, useScans } from './use-scans';

type Props = {
  /** The page that takes the form where no script runs. */
  action: string;
  /** The shipment that is open, or the empty text. */
  shipment: string;
  /** What that page answered. */
  answer: ScanOutcome | null;
  /** A code that came with the address, still to be noted. */
  code?: string | undefined;
};

const TONES: Record<ScanResult, Tone> = {
  opened: 'success',
  parcel: 'success',
  here: 'success',
  already: 'info',
  unexpected: 'waiting',
  unexpected_status: 'danger',
  other_account: 'danger',
  other_location: 'danger',
  ambiguous: 'danger',
  unknown: 'danger',
};

/** What stood in the field of the page before, when a scanner was quicker than the next page. */
let typedAhead = '';
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Hands on what is being typed when another page, with a field of its own, takes the place of this one. */
function useTypedAhead(input: RefObject<HTMLInputElement>) {
  useBeforePaint(() => {
    const field = input.current;
    if (field && typedAhead !== '') field.value = typedAhead;
    typedAhead = '';
    return () => {
      typedAhead = field?.value ?? '';
      // Only the page that comes in the same moment takes it over.
      queueMicrotask(() => {
        typedAhead = '';
      });
    };
  }, [input]);
}

/** The field of the receiving desk, for scanners that type, for hands, and for the phone's camera. */
export function Scanner({ action, shipment, answer, code = '' }: Props) {
  const { t } = useTranslation('shipments');
  const input = useRef<HTMLInputElement>(null);
  const hydrated = useHydrated();
  useTypedAhead(input);
  const [camera, setCamera] = useState(false);
  const [sound, setSound] = useState(true);
  const { answers, scan } = useScans(shipment, sound, answer);
  const [latest, ...before] = answers;
  const shown = latest?.answer ?? (answer && { outcome: answer });

  function send(event: FormEvent) {
    event.preventDefault();
    const field = input.current;
    if (!field) return;
    if (field.value.trim() !== '') scan(field.value);
    field.value = '';
    field.focus();
  }

  return (
    <section aria-label={t('receive.scan')} className="flex flex-col gap-3">
      <Form method="post" action={action} onSubmit={send} className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="scan" />
        <div className="scanner-field">
          <Field name="code" label={t('receive.code')} help={t('receive.code_help')}>
            <TextInput
              ref={input}
              tabular
              key={code}
              defaultValue={code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              enterKeyHint="send"
              maxLength={500}
              autoFocus
            />
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton>{t('receive.submit')}</SubmitButton>
          {hydrated && (
            <>
              <Button
                onClick={() => setCamera(!camera)}
                aria-expanded={camera}
                icon={camera ? <CameraOff size={16} aria-hidden /> : <Camera size={16} aria-hidden />}
              >
                {t(camera ? 'receive.camera_stop' : 'receive.camera')}
              </Button>
              <IconButton
                label={t(sound ? 'receive.sound_off' : 'receive.sound_on')}
                icon={sound ? <Volume2 size={18} aria-hidden /> : <VolumeX size={18} aria-hidden />}
                onClick={() => setSound(!sound)}
              />
            </>
          )}
        </div>
      </Form>
      {camera && (
        <ScannerCamera
          onCode={scan}
          labels={{
            view: t('receive.camera_view'),
            starting: t('receive.camera_starting'),
            problems: t('receive.camera_problems', { returnObjects: true }),
          }}
        />
      )}
      <div aria-live="assertive" aria-atomic="true">
        {shown && <Answer key={latest?.key} answer={shown} shipment={shipment} />}
      </div>
      {before.length > 0 && (
        <div className="flex flex-col gap-1">
          <h2 className="text-xs font-medium text-muted">{t('receive.before')}</h2>
          <ol className="flex flex-col gap-0.5 text-soft">
            {before.map(({ key, answer: earlier }) => (
              <li key={key} className="wrap-anywhere">
                <Sentence answer={earlier} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

/** What the scan came to, large; with the way to the order or the shipment where one should look. */
function Answer({ answer, shipment }: { answer: ScanAnswer; shipment: string }) {
  const { t } = useTranslation('shipments');
  const outcome = 'outcome' in answer ? answer.outcome : null;
  const elsewhere = outcome?.shipment && outcome.shipment !== shipment ? outcome.shipment : null;
  const order = outcome?.order && !elsewhere ? outcome.order : null;
  return (
    <div className="scanner-answer">
      <Notice tone={outcome ? TONES[outcome.result] : 'danger'} title={<Sentence answer={answer} />}>
        {elsewhere && (
          <Link to={`/receive/${elsewhere}`} className="underline">
            {t('receive.open_shipment', { shipment: elsewhere })}
          </Link>
        )}
        {order && (
          <Link to={`/orders/${order.number}`} className="underline">
            {t('receive.open_order', { order: order.number })}
          </Link>
        )}
      </Notice>
    </div>
  );
}

function Sentence({ answer }: { answer: ScanAnswer }) {
  const { say } = useErrorText();
  const sentence = useOutcomeWords();
  return (
    <>{'outcome' in answer ? sentence(answer.outcome) : say(answer.refusal.code, answer.refusal.details)}</>
  );
}

function useOutcomeWords() {
  const { t } = useTranslation('shipments');
  const words = useStatusWords();
  return ({ result, code, order, parcel, shipment }: ScanOutcome): string => {
    const status = statusesOf('repair').find((known) => known === order?.status);
    const alone = shipment === null && result === 'here';
    const key = alone ? 'here_alone' : result === 'already' && parcel ? 'already_parcel' : result;
    return t(`receive.outcome.${key}`, {
      code,
      order: order?.number ?? code,
      device: order?.device ?? '',
      status: status ? words.label('repair', status) : '',
      position: parcel?.position ?? 0,
      count: parcel?.count ?? 0,
      shipment: shipment ?? '',
    });
  };
}
