-- At least one row for every table that exists after the migration of this name; later files add rows for theirs.
INSERT INTO media (key, width, height, blur) VALUES ('shirt', 1200, 1500, 'data:image/webp;base64,AAAA');
INSERT INTO categories (id, slug, name, media_key) VALUES ('00000000-0000-4000-8000-000000000001', 'tops', 'Tops', 'shirt');
INSERT INTO categories (parent_id, slug, name) VALUES ('00000000-0000-4000-8000-000000000001', 'shirts', 'Shirts');
INSERT INTO collections (id, slug, name) VALUES ('00000000-0000-4000-8000-000000000002', 'linen', 'Linen');
INSERT INTO products (id, slug, name, status, category_id, description_html)
  VALUES ('00000000-0000-4000-8000-000000000003', 'zumberak-shirt', 'Žumberak shirt', 'active', '00000000-0000-4000-8000-000000000001', '<p>Linen.</p>');
INSERT INTO product_collections (product_id, collection_id) VALUES ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000002');
INSERT INTO product_options (id, product_id, position, name, kind)
  VALUES ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000003', 1, 'Colour', 'color');
INSERT INTO option_values (id, option_id, slug, value, position, swatch)
  VALUES ('00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000004', 'clay', 'Clay', 1, '#9c4421');
INSERT INTO variants (id, product_id, sku, value1_id, price_cents, sale_price_cents, on_hand, reserved)
  VALUES ('00000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000003', 'ZS-CLAY', '00000000-0000-4000-8000-000000000005', 8900, 6900, 7, 2);
INSERT INTO price_history (variant_id, price_cents) VALUES ('00000000-0000-4000-8000-000000000006', 8900);
INSERT INTO images (product_id, media_key, position, alt) VALUES ('00000000-0000-4000-8000-000000000003', 'shirt', 1, 'Žumberak shirt in clay');
INSERT INTO stock_notifications (variant_id, email) VALUES ('00000000-0000-4000-8000-000000000006', 'ana@example.com');
INSERT INTO carts (id, coupon_code) VALUES ('00000000-0000-4000-8000-000000000007', 'WELCOME10');
INSERT INTO cart_lines (cart_id, variant_id, quantity, seen_price_cents)
  VALUES ('00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000006', 2, 6900);
INSERT INTO orders (id, reference, payment_reference, checkout_key, cart_id, status, payment_method, email, phone, shipping_address, billing_address,
    shipping_method, coupon_code, subtotal_cents, discount_cents, shipping_cents, total_cents, vat_by_rate, placed_at, expires_at)
  VALUES ('00000000-0000-4000-8000-000000000008', 'ORD-23456789AB', 12345678901, '00000000-0000-4000-8000-000000000009',
    '00000000-0000-4000-8000-000000000007', 'pending', 'bank_transfer', 'ana@example.com', '+385911234567', '{"city": "Zagreb"}', '{"city": "Zagreb"}',
    'standard', 'WELCOME10', 13800, 1380, 500, 12920, '[{"rateBasisPoints": 2500, "netCents": 10336, "vatCents": 2584}]',
    '2026-11-20 10:00+00', '2026-11-27 10:00+00');
INSERT INTO order_lines (order_id, position, variant_id, product_id, product_slug, sku, name, options, returnable, quantity, unit_price_cents,
    discount_cents, vat_rate_basis_points)
  VALUES ('00000000-0000-4000-8000-000000000008', 1, '00000000-0000-4000-8000-000000000006', '00000000-0000-4000-8000-000000000003', 'zumberak-shirt',
    'ZS-CLAY', 'Žumberak shirt', '[{"name": "Colour", "value": "Clay"}]', true, 2, 6900, 1380, 2500);
INSERT INTO order_events (order_id, kind, actor) VALUES ('00000000-0000-4000-8000-000000000008', 'placed', 'customer');
INSERT INTO order_access_tokens (token_hash, order_id, expires_at) VALUES ('\x01', '00000000-0000-4000-8000-000000000008', '2026-11-21 10:00+00');
INSERT INTO stock_movements (variant_id, kind, quantity, order_id, actor) VALUES
  ('00000000-0000-4000-8000-000000000006', 'receive', 7, null, 'import'),
  ('00000000-0000-4000-8000-000000000006', 'reserve', 2, '00000000-0000-4000-8000-000000000008', 'checkout');
INSERT INTO coupons (id, code, kind, value, times_used) VALUES ('00000000-0000-4000-8000-00000000000a', 'WELCOME10', 'percentage', 10, 1);
INSERT INTO coupon_redemptions (order_id, coupon_id, email)
  VALUES ('00000000-0000-4000-8000-000000000008', '00000000-0000-4000-8000-00000000000a', 'ana@example.com');
INSERT INTO job_leases (job, holder, expires_at) VALUES ('clean-carts', '00000000-0000-4000-8000-00000000000b', '2026-11-20 03:19+00');
INSERT INTO outbox_messages (kind, recipient, order_id, dedupe_key)
  VALUES ('order_placed', 'ana@example.com', '00000000-0000-4000-8000-000000000008', 'order_placed:ORD-23456789AB');
INSERT INTO rate_limits (key, points, expire) VALUES ('search:127.0.0.1', 3, 1795420220119);
INSERT INTO settings (key, value) VALUES ('company', '{"name": "Earthman"}');
INSERT INTO tax_rates (country, class, rate_basis_points, valid_from) VALUES ('HR', 'reduced', 1300, '2014-01-01');
