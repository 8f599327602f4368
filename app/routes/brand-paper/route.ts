import { parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '~/domain/auth/require-viewer.server';
import { chosenLogo, LOGO_FORM_LIMIT } from '~/domain/companies/logo.server';
import { operatorSchema } from '~/domain/companies/schema';
import { renderSamplePaper } from '~/domain/documents/sample-paper.server';
import { isDomainError } from '~/platform/errors';
import { readForm } from '~/platform/http/form.server';
import { requestLanguage } from '~/platform/http/language.server';
import { pdfResponse } from '~/platform/http/responses.server';
import { errorSentence } from '~/platform/i18n/error-sentence';
import { translator } from '~/platform/i18n/i18n';
import type { Locale } from '~/platform/i18n/locale';

/** A paper about an example, in the look that is saved. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const language = await requestLanguage(args.request, viewer.locale);
  return pdfResponse(await renderSamplePaper({}, language), language.locale);
}

/** The same in the look that the form says, logo and all; nothing of it is kept. Of a form with errors, these. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireRole(args, 'administrator');
  const language = await requestLanguage(args.request, viewer.locale);
  const { locale } = language;
  try {
    const form = await readForm(args.request, LOGO_FORM_LIMIT);
    const { errors, ...chosen } = await chosenLogo(form);
    const submission = parseWithZod(form, { schema: operatorSchema });
    if (submission.status !== 'success' || errors.logo)
      return refused(submission.reply({ fieldErrors: errors }).error ?? {}, locale);
    return pdfResponse(await renderSamplePaper({ ...submission.value, ...chosen }, language), locale);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return said([errorSentence(locale, error.code, error.details)], error.status);
  }
}

function refused(errors: Record<string, string[] | null>, locale: Locale): Response {
  const t = translator(locale);
  const field = (name: string) => t(`admin:brand.${name}` as 'admin:brand.name');
  const lines = Object.entries(errors).flatMap(([name, keys]) =>
    (keys ?? []).map((key) => `${name === 'logo' ? 'Logo' : field(name)}: ${errorSentence(locale, key)}`),
  );
  return said([t('common:form.errors'), ...lines], 422);
}

const said = (lines: string[], status: number) =>
  new Response(`${lines.join('\n')}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'private, no-store' },
  });
