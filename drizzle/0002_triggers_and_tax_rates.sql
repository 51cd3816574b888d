CREATE FUNCTION record_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_history (variant_id, price_cents, sale_price_cents) VALUES (NEW.id, NEW.price_cents, NEW.sale_price_cents);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER variants_first_price AFTER INSERT ON variants FOR EACH ROW EXECUTE FUNCTION record_price();--> statement-breakpoint
CREATE TRIGGER variants_new_price AFTER UPDATE OF price_cents, sale_price_cents ON variants FOR EACH ROW
  WHEN ((OLD.price_cents, OLD.sale_price_cents) IS DISTINCT FROM (NEW.price_cents, NEW.sale_price_cents)) EXECUTE FUNCTION record_price();--> statement-breakpoint
-- The ledger is a record: what happened is never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- Standard rates in force: Council Directive 2006/112/EC, Art. 96; European Commission, Taxes in Europe Database.
INSERT INTO tax_rates (country, class, rate_basis_points, valid_from) VALUES
  ('AT', 'standard', 2000, '1984-01-01'), ('BE', 'standard', 2100, '1996-01-01'), ('BG', 'standard', 2000, '1999-01-01'),
  ('HR', 'standard', 2500, '2012-03-01'), ('CY', 'standard', 1900, '2014-01-13'), ('CZ', 'standard', 2100, '2013-01-01'),
  ('DK', 'standard', 2500, '1992-01-01'), ('EE', 'standard', 2200, '2024-01-01'), ('EE', 'standard', 2400, '2025-07-01'),
  ('FI', 'standard', 2550, '2024-09-01'), ('FR', 'standard', 2000, '2014-01-01'), ('DE', 'standard', 1900, '2007-01-01'),
  ('GR', 'standard', 2400, '2016-06-01'), ('HU', 'standard', 2700, '2012-01-01'), ('IE', 'standard', 2300, '2021-03-01'),
  ('IT', 'standard', 2200, '2013-10-01'), ('LV', 'standard', 2100, '2012-07-01'), ('LT', 'standard', 2100, '2009-09-01'),
  ('LU', 'standard', 1700, '2024-01-01'), ('MT', 'standard', 1800, '2004-01-01'), ('NL', 'standard', 2100, '2012-10-01'),
  ('PL', 'standard', 2300, '2011-01-01'), ('PT', 'standard', 2300, '2011-01-01'), ('RO', 'standard', 1900, '2017-01-01'),
  ('RO', 'standard', 2100, '2025-08-01'), ('SK', 'standard', 2000, '2011-01-01'), ('SK', 'standard', 2300, '2025-01-01'),
  ('SI', 'standard', 2200, '2013-07-01'), ('ES', 'standard', 2100, '2012-09-01'), ('SE', 'standard', 2500, '1990-07-01');
