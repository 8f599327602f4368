import { useNavigate, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { isGoodScan, type ScanOutcome } from '~/domain/shipments/scan-rules';
import { beep } from '~/ui/scanner-sound';

type Refusal = { code: string; details: Record<string, string | number> };

/** What the desk answers to a code: what it came to, or why it was refused. */
export type ScanAnswer = { outcome: ScanOutcome } | { refusal: Refusal };

const KEPT = 6;

/**
 * Sends scanned codes one after another, however quickly they come, and keeps the latest answers, newest first. A code that
 * did not get through says so in its answer. The shipment that a code belongs to opens when none is open yet.
 * @param shipment the shipment that is open; empty when none is
 * @param said what the page itself answered to a form
 */
export function useScans(shipment: string, sound: boolean, said: ScanOutcome | null) {
  const waiting = useRef<string[]>([]);
  const busy = useRef(false);
  const nextKey = useRef(0);
  const loud = useRef(sound);
  const [answers, setAnswers] = useState<{ key: number; answer: ScanAnswer }[]>([]);
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();

  useEffect(() => {
    loud.current = sound;
  }, [sound]);

  const saidText = JSON.stringify(said);
  useEffect(() => {
    const outcome: ScanOutcome | null = JSON.parse(saidText);
    if (outcome)
      setAnswers((all) => [{ key: nextKey.current++, answer: { outcome } }, ...all].slice(0, KEPT));
  }, [saidText]);

  async function work() {
    if (busy.current) return;
    busy.current = true;
    for (let code = waiting.current.shift(); code !== undefined; code = waiting.current.shift()) {
      const answer = await ask(shipment, code);
      if (loud.current) beep('outcome' in answer && isGoodScan(answer.outcome.result));
      const found = 'outcome' in answer ? answer.outcome : null;
      if (shipment === '' && found?.shipment) navigate(scannedPath(found.shipment, found));
      const entry = { key: nextKey.current++, answer };
      setAnswers((all) => [entry, ...all].slice(0, KEPT));
    }
    busy.current = false;
    revalidate();
  }

  return {
    answers,
    scan(code: string) {
      waiting.current.push(code);
      void work();
    },
  };
}

/** The page of a shipment, which says what a scan came to. */
function scannedPath(shipment: string, { result, code }: ScanOutcome): string {
  return `/receive/${shipment}?${new URLSearchParams({ scanned: result, text: code })}`;
}

async function ask(shipment: string, code: string): Promise<ScanAnswer> {
  try {
    const response = await fetch('/receive/scan', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ shipment, code }),
    });
    return (await response.json()) as ScanAnswer;
  } catch {
    return { refusal: { code: 'scan_not_sent', details: { code } } };
  }
}
