import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { Db } from '~/platform/db.server';
import type { Translate } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';
import type { MailBrand } from './mail-frame';

/** What the operator says in a mail in the portal's place, filled; empty where the portal's words are said. */
export type OwnWords = { title: string; intro: string; closing: string };

/**
 * What every mail is drawn with. `base` is the portal's public URL without a slash at its end; `ownIntro` the operator's words
 * for another case of the mail than its own, or empty.
 */
export type MailContext = {
  t: Translate;
  locale: Locale;
  brand: MailBrand;
  onAccent: string;
  base: string;
  own: OwnWords;
  ownIntro(ofCase: string, values: Record<string, string>): string;
};

/** The words of a kind of mail that the operator may say otherwise. */
export interface TemplateTexts<Data> {
  /** The cases that have words of their own; a mail that has none has the one `''`. */
  cases: readonly string[];
  caseOf(data: Data): string;
  /** The portal's words of a case: keys of the namespace `mails`, and what stands before the subject. */
  keys(ofCase: string): { subject: string; intro: string; before?: string };
  /** What the words may name, by its placeholder, as this mail says it; `brand` is known to every mail. */
  values(data: Data, locale: Locale): Record<string, string>;
  /** What follows the subject, with its space. */
  more?(t: Translate, data: Data): string;
  /** What a mail of this case might be about. */
  sample(ofCase: string, locale: Locale): Data;
}

/** An event as notifications read it. */
export type ToldEvent = {
  id: bigint;
  type: string;
  /** When it happened (UTC). */
  at: Date;
  orderId: number | null;
  shipmentId: number | null;
  actorId: number | null;
  data: unknown;
};

/** One mail that follows from an event. */
export type Letter<Data> = { recipient: string; locale: Locale; data: Data; orderId?: number };

/**
 * One kind of mail, a file each in this folder, listed in `index.ts`: what it is about, its subject, how it looks, and,
 * where it follows from an event, who gets it.
 */
export interface Template<Data> {
  /** What is kept in the ledger; never anything that opens a door. */
  data: z.ZodType<Data>;
  subject(t: Translate, data: Data): string;
  texts: TemplateTexts<Data>;
  /** @param secret what `secret` made, or the empty text */
  draw(context: MailContext, data: Data, secret: string): ReactElement;
  /**
   * Makes what only the recipient may know, such as the token of a link, in the transaction that seals the mail. It stands
   * in the mail alone: the portal's copy hides it when a mail server delivers.
   */
  secret?(tx: Db, data: Data): Promise<string>;
  /** A calendar file that goes with it (RFC 5545), with its method (RFC 5546). */
  calendar?(data: Data): { method: 'REQUEST' | 'CANCEL'; content: string };
  /** How often the sending is tried; without it for about four days (RFC 5321, 4.5.4.1). */
  tries?: number;
  /** False for an event of its type that it does not follow from; asked before anything is read. */
  follows?(event: ToldEvent): boolean;
  /** The mails that follow from an event, in the transaction that queues them. */
  letters?(tx: Db, event: ToldEvent): Promise<Letter<Data>[]>;
}

/** Gives a template the type of its data. */
export function defineTemplate<Data>(template: Template<Data>): Template<Data> {
  return template;
}
