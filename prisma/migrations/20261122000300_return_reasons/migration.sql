-- Why a device of a return shipment goes back unrepaired; null for one that was repaired.
ALTER TABLE "shipment_items" ADD COLUMN "unrepaired_reason" TEXT;
