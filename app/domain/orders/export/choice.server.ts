import { db } from '~/platform/db.server';
import { seesPrices, type Viewer } from '../../auth/rules';
import { columnsFor, type ExportSettings, type Reader, readSettings, settingsFields } from './rules';

/** Whom an export is for. */
export const exportReader = (viewer: Viewer, locale: string): Reader => ({
  seesPrices: seesPrices(viewer),
  // Shipments are between the reseller and the operator (DESIGN 4.1).
  seesShipments: viewer.role !== 'customer' && viewer.role !== 'partner',
  locale,
});

/** What an export form offers this viewer: the columns they may choose, and their settings of the last time. */
export async function exportForm(viewer: Viewer, locale: string) {
  const reader = exportReader(viewer, locale);
  const last = await db().exportChoice.findUnique({ where: { userId: viewer.userId } });
  return {
    columns: columnsFor(reader),
    settings: readSettings(new URLSearchParams(last?.fields ?? ''), reader),
  };
}

/** The settings that the viewer asked for in the form, which is remembered for the next time. */
export async function takeExportSettings(
  viewer: Viewer,
  locale: string,
  form: URLSearchParams,
): Promise<ExportSettings> {
  const settings = readSettings(form, exportReader(viewer, locale));
  const fields = settingsFields(settings).toString();
  await db().exportChoice.upsert({
    where: { userId: viewer.userId },
    create: { userId: viewer.userId, fields },
    update: { fields },
  });
  return settings;
}
